using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Simulation;

namespace PluginTrading.Service.Tests.Backtest;

/// <summary>The simulated venue through whole rounds: prices, fees, latency, participation, limits, funding, liquidation.</summary>
public sealed class ExecutionTests
{
    [Fact]
    public void A_market_order_fills_at_the_next_trade_moved_against_it_and_pays_the_taker_fee()
    {
        var run = new Scenario { Execution = new() { Slippage = new FixedSlippage(0.05) } }
            .Trade(1, 100).Trade(2, 110).Trade(3, 111).Trade(4, 130).Trade(5, 131).Play();

        run.Fills[0].Price.ShouldBe(111m * 1.0005m);
        run.Fills[0].Commission.ShouldBe(0.909m * 111m * 1.0005m * 0.0008m);
        run.Fills[1].Price.ShouldBe(131m * 0.9995m);
        run.Orders[0].SlippagePct.ShouldBe(100m * ((111m * 1.0005m / 110m) - 1m));
        run.Trades[0].Pnl.ShouldBe(run.Trades[0].GrossPnl - run.Trades[0].Commission);
        run.Run.FinalBalance.ShouldBe(1000m + run.Trades[0].Pnl);
    }

    [Fact]
    public void With_quotes_a_market_order_takes_the_opposite_best_price_on_the_next_event_of_any_kind()
    {
        var run = new Scenario().Quote(0, 99, 101).Trade(1, 100).Trade(2, 110).Quote(3, 109, 112).Trade(4, 130).Quote(5, 129, 133).Play();

        run.Fills.Select(f => f.Price).ShouldBe([112m, 129m]);
    }

    [Fact]
    public void Without_quotes_a_mark_price_does_not_fill_an_order()
    {
        var run = new Scenario().Trade(1, 100).Trade(2, 110).Mark(3, 111).Trade(4, 112).Play();

        run.Fills[0].Time.ShouldBe(Scenario.At(4));
    }

    [Fact]
    public void Latency_makes_an_order_wait()
    {
        var run = new Scenario { Execution = new() { Slippage = new FixedSlippage(0), LatencyMs = 250 } }
            .Trade(1, 100).Trade(2, 110).Trade(2.2, 111).Trade(2.25, 112).Play();

        run.Fills[0].Price.ShouldBe(112m);
    }

    [Fact]
    public void Participation_caps_each_fill_at_its_share_of_the_trade_rounded_down_to_the_step()
    {
        var run = new Scenario { Execution = new() { Slippage = new FixedSlippage(0), MaxParticipation = 0.1m } }
            .Trade(1, 100).Trade(2, 110).Trade(3, 110, 4.0009).Trade(4, 112, 0.001).Trade(5, 112, 100).Play();

        run.Fills.Take(2).Select(f => f.Quantity).ShouldBe([0.4m, 0.509m]);
        run.Effects.OfType<Order>().Select(o => o.Status).Take(3).ShouldBe([OrderStatus.Pending, OrderStatus.PartiallyFilled, OrderStatus.Filled]);
        run.Orders[0].ExecutionPrice.ShouldBe(((0.4m * 110m) + (0.509m * 112m)) / 0.909m);
    }

    [Fact]
    public void A_resting_limit_order_fills_at_its_own_price_with_the_maker_fee()
    {
        var run = Scenario.With(Limit(1m)).Trade(1, 100).Trade(2, 110).Trade(3, 109).Trade(4, 108.5).Play();

        run.Fills[0].Price.ShouldBe(108.9m);
        run.Fills[0].Liquidity.ShouldBe(Liquidity.Maker);
        run.Fills[0].Commission.ShouldBe(108.9m * 0.909m * 0.0006m);
    }

    [Fact]
    public void A_limit_order_that_crosses_the_quote_fills_at_once_as_taker_at_the_opposite_price()
    {
        var run = Scenario.With(Limit(-2m)).Quote(0, 99, 101).Trade(1, 100).Quote(1.5, 109.9, 110.5).Trade(2, 110).Trade(3, 115).Play();

        run.Fills[0].Price.ShouldBe(110.5m);
        run.Fills[0].Liquidity.ShouldBe(Liquidity.Taker);
    }

    [Fact]
    public void A_limit_price_rounds_away_from_the_market()
    {
        Scenario.With(Limit(0.33m)).Trade(1, 100).Trade(2, 110).Play().Orders[0].RequestedPrice.ShouldBe(109.6m);
        var strategy = Limit(0.33m) with { Direction = Sdk.MarketData.Direction.Short };
        Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Play().Orders[0].RequestedPrice.ShouldBe(110.4m);
    }

    [Fact]
    public void A_limit_order_expires_before_an_event_at_its_deadline_can_fill_it()
    {
        var run = Scenario.With(Limit(1m)).Trade(1, 100).Trade(2, 110).Trade(62, 100).Play();

        run.Orders[0].Status.ShouldBe(OrderStatus.Expired);
        run.Fills.ShouldBeEmpty();
    }

    [Fact]
    public void Longs_pay_positive_funding_at_the_last_price_before_the_event()
    {
        var run = new Scenario().Trade(1, 100).Trade(2, 110).Trade(3, 110).Mark(4, 120).Funding(5, 0.001).Mark(5, 125).Trade(6, 110).Play();

        run.Trades[0].Funding.ShouldBe(-0.909m * 120m * 0.001m);
    }

    [Fact]
    public void Shorts_receive_positive_funding()
    {
        var strategy = Scenario.Strategy with { Direction = Sdk.MarketData.Direction.Short };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Funding(5, 0.001).Trade(6, 110).Play();

        run.Trades[0].Funding.ShouldBe(0.909m * 110m * 0.001m);
    }

    [Fact]
    public void The_liquidation_price_of_a_long_and_a_short_is_that_of_isolated_margin()
    {
        decimal Price(Sdk.MarketData.Direction direction, double jump)
        {
            var strategy = Scenario.Strategy with { Direction = direction, Limits = new() { BaseSize = 1m, Leverage = 10 } };
            return Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, jump).Play()
                .Orders.Single(o => o.OrderType == OrderType.Liquidation).ExecutionPrice!.Value;
        }

        // E = 110, im per unit = 11 + 110 × 0.0008, mmr 0.004, f 0.0004.
        Price(Sdk.MarketData.Direction.Long, 55).ShouldBe(((110m * 1.004m) - 11.088m) / 0.9996m, 1e-20m);
        Price(Sdk.MarketData.Direction.Short, 200).ShouldBe(((110m * 0.996m) + 11.088m) / 1.0004m, 1e-20m);
    }

    [Fact]
    public void Slippage_from_a_range_is_the_same_for_the_same_seed_and_stays_in_the_range()
    {
        IReadOnlyList<Fill> Fills(long seed) => new Scenario { Execution = new() { Slippage = new UniformSlippage(0.01, 0.1), Seed = seed } }
            .Trade(1, 100).Trade(2, 110).Trade(3, 100).Trade(4, 130).Trade(5, 100).Play().Fills;

        Fills(1).Select(f => f.Price).ShouldBe(Fills(1).Select(f => f.Price));
        Fills(1)[0].Price.ShouldNotBe(Fills(2)[0].Price);
        Fills(1)[0].Price.ShouldBeInRange(100.01m, 100.1m);
        Fills(1)[1].Price.ShouldBeInRange(99.9m, 99.99m);
    }

    [Fact]
    public void The_equity_curve_has_a_point_at_the_start_after_each_booking_and_at_the_last_event_of_each_minute()
    {
        var run = new Scenario().Trade(0, 100).Trade(20, 110).Trade(50, 110).Trade(70, 120).Trade(200, 115).Play();

        run.Equity.Select(p => p.Time).ShouldBe(new[] { 0, 50, 50, 70, 200, 200.0 }.Select(Scenario.At));
        run.Equity[0].Equity.ShouldBe(1000m);
        run.Equity[3].Equity.ShouldBe(run.Equity[2].Equity + 9.09m);
        run.Equity[4].DrawdownPct.ShouldBe(100m * (0.909m * 5m) / run.Equity[3].Equity);
    }

    private static StrategyDefinition Limit(decimal offset) => Scenario.Strategy with
    {
        Limits = new() { BaseSize = 0.1m, EntryOrderType = OrderType.Limit, EntryLimitOffsetPct = offset },
    };
}
