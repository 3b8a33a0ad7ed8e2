using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Orders;

namespace PluginTrading.Service.Tests.Orders;

/// <summary>One clean story of an order, whatever the venue says in whatever order.</summary>
public sealed class OrderDeskTests : IAsyncLifetime
{
    private const string Id = "key-1-1";

    private readonly ScriptedAccount _account = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<object> _posted = Channel.CreateUnbounded<object>();
    private readonly OrderDesk _desk;

    public OrderDeskTests() => _desk = new OrderDesk(_account, 1, message => _posted.Writer.TryWrite(message), new SupervisionSettings(), _time, static _ => { });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Order_leaves_once_and_its_acknowledgement_is_told_once()
    {
        await SendAsync();
        _desk.Take(Report(OrderStatus.Open)).ShouldHaveSingleItem().ShouldBeOfType<OrderOpened>().VenueOrderId.ShouldBe("v1");
        _desk.Take(Report(OrderStatus.Open)).ShouldBeEmpty();
        _account.Submitted.ShouldBe([Id]);
    }

    [Fact]
    public async Task Fill_that_overtakes_the_acknowledgement_opens_the_order_first_and_counts_once()
    {
        await SendAsync();
        _desk.Take(Fill("f1", 1)).Select(e => e.GetType().Name).ShouldBe([nameof(OrderOpened), nameof(OrderFilled)]);
        _desk.Take(Fill("f1", 1)).ShouldBeEmpty();
        _desk.Take(Report(OrderStatus.Open)).ShouldBeEmpty();
        _desk.Take(Fill("f2", 2)).ShouldHaveSingleItem().ShouldBeOfType<OrderFilled>().Quantity.ShouldBe(2);
        _desk.Open.ShouldBeEmpty();
        _desk.Take(Fill("f2", 2)).ShouldBeEmpty();
    }

    [Fact]
    public async Task End_waits_for_the_fills_that_the_venue_counts()
    {
        await SendAsync();
        _desk.Take(Report(OrderStatus.Cancelled) with { FilledQuantity = 2 }).ShouldHaveSingleItem().ShouldBeOfType<OrderOpened>();
        _desk.HasUnsettled("ABC_USDT").ShouldBeTrue();
        _desk.Take(Fill("f1", 1)).ShouldHaveSingleItem().ShouldBeOfType<OrderFilled>();
        _desk.Take(Fill("f2", 1)).Select(e => e.GetType().Name).ShouldBe([nameof(OrderFilled), nameof(OrderCancelled)]);
        _desk.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unclear_answer_is_settled_by_asking_and_never_by_sending_again()
    {
        await SendAsync();
        _desk.Take(Report(OrderStatus.Unknown) with { VenueOrderId = null, Reason = "timeout" }).ShouldHaveSingleItem().ShouldBeOfType<OrderUnknown>().Cause.ShouldBe("timeout");
        _account.Order = () => Report(OrderStatus.Filled) with { FilledQuantity = 3 };
        _account.Fills.Add(Fill("f1", 3) with { ClientOrderId = null });
        _desk.Tick(At(1));
        var told = new List<VenueEvent>();
        while (await PostedAsync() is { } message and not AskFailed)
            told.AddRange(message is FillReport fill ? _desk.Take(fill) : _desk.Take((OrderReport)message));
        told.Select(e => e.GetType().Name).ShouldBe([nameof(OrderOpened), nameof(OrderFilled)]);
        _account.Submitted.ShouldBe([Id]);
    }

    [Fact]
    public async Task Order_that_the_venue_does_not_know_is_given_up_only_after_three_answers_over_the_whole_time()
    {
        await SendAsync();
        _desk.Take(Report(OrderStatus.Unknown) with { VenueOrderId = null });
        for (var i = 0; i < 4; i++)
        {
            _desk.Tick(At(i));
            var notFound = (await PostedAsync()).ShouldBeOfType<OrderNotFound>();
            _desk.Take(notFound, At(i)).ShouldBeEmpty();
            _time.Advance(TimeSpan.FromSeconds(7));
        }

        _time.Advance(TimeSpan.FromSeconds(3));
        _desk.Tick(At(40));
        var last = (await PostedAsync()).ShouldBeOfType<OrderNotFound>();
        _desk.Take(last, At(40)).ShouldHaveSingleItem().ShouldBeOfType<OrderRejected>().Reason.ShouldStartWith("not_received");
        _account.Submitted.ShouldBe([Id]);
    }

    [Fact]
    public async Task Expired_limit_order_is_cancelled_and_its_end_is_an_expiry()
    {
        await SendAsync(expiresAt: At(10));
        _desk.Take(Report(OrderStatus.Open));
        _desk.Tick(At(9));
        _desk.Tick(At(10));
        _desk.Tick(At(11));
        await _account.CancelSeen.Task.WaitAsync(TestContext.Current.CancellationToken);
        _account.Cancelled.ShouldBe([Id]);
        _desk.Take(Report(OrderStatus.Cancelled)).ShouldHaveSingleItem().ShouldBeOfType<OrderExpired>();
    }

    [Fact]
    public async Task Refusal_is_told_with_the_venues_reason()
    {
        await SendAsync();
        _desk.Take(Report(OrderStatus.Rejected) with { VenueOrderId = null, Reason = "2005: balance insufficient" }).ShouldHaveSingleItem().ShouldBeOfType<OrderRejected>().Reason.ShouldBe("2005: balance insufficient");
        _desk.Take(Report(OrderStatus.Open)).ShouldBeEmpty();
    }

    [Fact]
    public void Restored_order_is_asked_for_and_not_sent()
    {
        _desk.Restore(Request(null));
        _desk.Resume();
        _desk.Tick(At(1));
        _desk.Open.ShouldHaveSingleItem().IsAsked.ShouldBeTrue();
        _account.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_that_hangs_holds_up_no_close_and_its_cancellation_only_until_the_venue_speaks_of_the_order()
    {
        _account.Hanging = Id;
        _desk.Send(new ApprovedOrder(Request(null)));
        _desk.Cancel(Id);
        _desk.Send(new ApprovedOrder(Request(null) with { ClientOrderId = "key-1-2", Side = Side.Sell, ReduceOnly = true }));
        (await PostedAsync()).ShouldBe(new OrderSent("key-1-2"));
        _account.Cancelled.ShouldBeEmpty();

        _desk.Take(Fill("f1", 1)).Count.ShouldBe(2);
        _desk.Cancel(Id);
        await _account.CancelSeen.Task.WaitAsync(TestContext.Current.CancellationToken);
        _account.Cancelled.ShouldBe([Id]);
        _account.Submitted.ShouldBe([Id, "key-1-2"], ignoreOrder: true);
    }

    [Fact]
    public async Task Same_id_is_not_sent_twice()
    {
        await SendAsync();
        Should.Throw<InvalidOperationException>(() => _desk.Send(new ApprovedOrder(Request(null)))).Message.ShouldContain("twice");
    }

    private static Timestamp At(long seconds) => new(seconds * Timestamp.PerSecond);

    private async Task SendAsync(Timestamp? expiresAt = null)
    {
        _desk.Send(new ApprovedOrder(Request(expiresAt)));
        _desk.Take((await PostedAsync()).ShouldBeOfType<OrderSent>());
    }

    private async Task<object> PostedAsync() => await _posted.Reader.ReadAsync(TestContext.Current.CancellationToken);

    private static OrderRequest Request(Timestamp? expiresAt) => new()
    {
        ClientOrderId = Id,
        StrategyName = "test",
        Symbol = "ABC_USDT",
        SymbolIndex = 0,
        Side = Side.Buy,
        PositionSide = PositionSide.Long,
        Quantity = 3,
        LimitPrice = expiresAt is null ? null : 100,
        Leverage = 1,
        ExpiresAt = expiresAt,
        CreatedAt = At(0),
        LastPrice = 100,
    };

    private static OrderReport Report(OrderStatus status) => new()
    {
        ClientOrderId = Id,
        VenueOrderId = "v1",
        Symbol = "ABC_USDT",
        Status = status,
        Side = Side.Buy,
        PositionSide = PositionSide.Long,
        ReduceOnly = false,
        Quantity = 3,
        Time = At(1),
    };

    private static FillReport Fill(string id, decimal quantity) => new()
    {
        FillId = id,
        VenueOrderId = "v1",
        ClientOrderId = Id,
        Symbol = "ABC_USDT",
        Side = Side.Buy,
        PositionSide = PositionSide.Long,
        Price = 100,
        Quantity = quantity,
        Commission = 0.1m,
        Liquidity = Liquidity.Taker,
        Time = At(1),
    };
}
