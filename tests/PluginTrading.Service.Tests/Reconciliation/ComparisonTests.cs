using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Orders;
using PluginTrading.Service.Reconciliation;
using PluginTrading.Service.Tests.Orders;
using PluginTrading.Service.Tests.Sessions;

namespace PluginTrading.Service.Tests.Reconciliation;

/// <summary>When a position that differs at the venue counts as changed by someone else, while a close of ours is at work.</summary>
public sealed class ComparisonTests : IAsyncDisposable
{
    private readonly OrderDesk _desk = new(new ScriptedAccount(), 1, static _ => { }, new SupervisionSettings(), TimeProvider.System, static _ => { });

    public ComparisonTests()
    {
        _desk.Restore(Request("s-1-1", reduceOnly: false));
        _desk.Restore(new OrderOpened { Time = At(1), ClientOrderId = "s-1-1", VenueOrderId = "v1" });
        _desk.Restore(new OrderFilled { Time = At(1), ClientOrderId = "s-1-1", FillId = "f1", Price = 100, Quantity = 2, Commission = 0, Liquidity = Liquidity.Taker });
        _desk.Restore(Request("s-1-2", reduceOnly: true));
        _desk.Restore(new OrderOpened { Time = At(2), ClientOrderId = "s-1-2", VenueOrderId = "v2" });
    }

    [Fact]
    public void Position_that_is_gone_with_our_close_may_be_closed_by_it_and_the_close_is_asked_for_first() =>
        Compare([], [], isCurrent: true).ShouldBe([DifferenceKind.OrderMissing]);

    [Fact]
    public void Position_that_is_gone_while_our_close_still_works_was_closed_outside() =>
        Compare([Report()], [], isCurrent: true).ShouldBe([DifferenceKind.ClosedOutside]);

    [Fact]
    public void Position_that_is_gone_while_orders_are_under_way_counts_when_fills_of_someone_else_explain_it_to_the_last_unit()
    {
        Compare([Report()], [], isCurrent: false).ShouldBeEmpty();
        Compare([Report()], [Outside(1.5m)], isCurrent: false).ShouldBeEmpty();
        Compare([Report()], [Outside(2)], isCurrent: false).ShouldBe([DifferenceKind.ClosedOutside]);
    }

    [Fact]
    public void Fill_from_outside_that_was_taken_in_does_not_count_again()
    {
        _desk.TakeOutside(new PositionAdjusted { Time = At(3), SymbolIndex = 0, Quantity = 2, EntryPrice = 100, Price = 100, Commission = 0, Cause = "", FillIds = ["x"] });

        Compare([Report()], [Outside(2)], isCurrent: false).ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private List<DifferenceKind> Compare(IReadOnlyList<OrderReport> open, IReadOnlyList<FillReport> fills, bool isCurrent)
    {
        var snapshot = new AccountSnapshot
        {
            Version = 1,
            OpenOrders = open,
            Positions = [],
            Fills = fills,
            Funding = [],
            Wallet = new WalletReport { Currency = "USDT", Balance = 1000, Available = 1000, MarginUsed = 0, Time = At(4) },
        };
        var session = new SessionView
        {
            Instruments = [LiveRig.Instrument],
            Positions = [new Position { Symbol = LiveRig.Symbol, Side = PositionSide.Long, Quantity = 2, EntryPrice = 100, Leverage = 2, OpenedAt = At(1) }],
            Desk = _desk,
            OrderIdStem = "s-",
            ExpectedBalance = 1000,
            IsFrozen = [false],
            FundingIds = new HashSet<string>(),
            Since = At(0),
            Settings = new SupervisionSettings(),
        };
        return [.. Comparison.Run(snapshot, session, isCurrent).Select(d => d.Kind)];
    }

    private static Timestamp At(long seconds) => new(seconds * Timestamp.PerSecond);

    private static OrderRequest Request(string id, bool reduceOnly) => new()
    {
        ClientOrderId = id,
        StrategyName = "test",
        Symbol = LiveRig.Symbol,
        SymbolIndex = 0,
        Side = reduceOnly ? Side.Sell : Side.Buy,
        PositionSide = PositionSide.Long,
        Quantity = 2,
        LimitPrice = null,
        ReduceOnly = reduceOnly,
        Leverage = 2,
        CreatedAt = At(1),
        LastPrice = 100,
    };

    private static OrderReport Report() => new()
    {
        ClientOrderId = "s-1-2",
        VenueOrderId = "v2",
        Symbol = LiveRig.Symbol,
        Status = OrderStatus.Open,
        Side = Side.Sell,
        PositionSide = PositionSide.Long,
        ReduceOnly = true,
        Quantity = 2,
        Time = At(2),
    };

    private static FillReport Outside(decimal quantity) => new()
    {
        FillId = "x",
        VenueOrderId = "v9",
        Symbol = LiveRig.Symbol,
        Side = Side.Sell,
        PositionSide = PositionSide.Long,
        Price = 100,
        Quantity = quantity,
        Commission = 0,
        Liquidity = Liquidity.Taker,
        Time = At(3),
    };
}
