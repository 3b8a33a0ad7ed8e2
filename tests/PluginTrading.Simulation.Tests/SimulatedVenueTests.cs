using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Simulation.Tests;

/// <summary>What the venue refuses and when it fills; the models in full are tested together with the engine.</summary>
public sealed class SimulatedVenueTests
{
    private static readonly Instrument Coin = new() { Symbol = "A_USDT", Base = "A", Quote = "USDT", PriceTick = 0.01m, QuantityStep = 1 };

    private readonly SimulatedVenue _venue = new(new ExecutionSettings(), [Coin], new());

    [Fact]
    public async Task Market_order_fills_at_the_next_trade_with_slippage_and_taker_fee()
    {
        Trade(1, 100);
        await SendAsync("1", 1);
        _venue.Answers.Length.ShouldBe(0);

        Trade(2, 110);

        var fill = _venue.Answers.ToArray().ShouldHaveSingleItem().ShouldBeOfType<OrderFilled>();
        fill.Price.ShouldBe(110m * 1.0005m);
        fill.Quantity.ShouldBe(3m);
        fill.Commission.ShouldBe(3m * 110m * 1.0005m * 0.0008m);
        fill.Liquidity.ShouldBe(Liquidity.Taker);
    }

    [Fact]
    public async Task Order_sent_twice_is_a_bug_and_stops_the_run()
    {
        Trade(1, 100);
        await SendAsync("1", 1);

        (await Should.ThrowAsync<InvalidOperationException>(() => SendAsync("1", 1))).Message.ShouldContain("'1' was sent twice");
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(100)]
    [InlineData(double.NaN)]
    public async Task Slippage_model_that_returns_no_percentage_stops_the_run_and_is_named(double pct)
    {
        var venue = new SimulatedVenue(new ExecutionSettings { Slippage = new FixedSlippage(pct) }, [Coin], new());
        await venue.SubmitAsync(Order("7", 1), TestContext.Current.CancellationToken);

        var exception = Should.Throw<InvalidOperationException>(() => venue.Advance(MarketEvent.Trade(0, new Timestamp(2 * Timestamp.PerSecond), 100, 1)));

        exception.Message.ShouldStartWith(FormattableString.Invariant($"The slippage model returned {pct} % for order '7'"));
    }

    private void Trade(long second, double price) =>
        _venue.Advance(MarketEvent.Trade(0, new Timestamp(second * Timestamp.PerSecond), price, 1));

    private async Task SendAsync(string id, long second) => await _venue.SubmitAsync(Order(id, second), TestContext.Current.CancellationToken);

    private static ApprovedOrder Order(string id, long second) => new(
        new OrderRequest
        {
            ClientOrderId = id,
            StrategyName = "s",
            Symbol = Coin.Symbol,
            SymbolIndex = 0,
            Side = Side.Buy,
            PositionSide = PositionSide.Long,
            Quantity = 3,
            Leverage = 1,
            CreatedAt = new Timestamp(second * Timestamp.PerSecond),
            LastPrice = 100,
        });
}
