using System.Net;
using System.Text;
using PluginTrading.Exchange.Mexc.Account;
using PluginTrading.Exchange.Mexc.MarketData;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Tests;

/// <summary>Every recorded payload with bytes changed at random: never an exception that would end a stream, never a lie about an order.</summary>
public sealed class MutatedPayloadTests
{
    private const int Rounds = 4000;

    [Fact]
    public async Task Mutated_market_frame_never_throws_and_every_event_makes_sense()
    {
        await using var mexc = new FakeMexc();
        var sink = new CheckingMarketSink();
        var stream = new MarketStream([FakeMexc.Btc], sink, mexc.Context, mexc.Rest);
        await stream.OpenAsync(new FakeSocket(), FakeMexc.Stop);
        foreach (var method in new[] { "sub.deal", "sub.depth.full", "sub.fair.price", "sub.funding.rate", "sub.kline" })
            await stream.TakeAsync(Encoding.UTF8.GetBytes($$"""{"channel":"rs.{{method}}","data":"success","ts":1}"""), FakeMexc.Stop);
        stream.IsOpen.ShouldBeTrue();

        foreach (var bytes in Mutated(seed: 1, "push_deal", "push_depth_full", "push_fair_price", "push_funding_rate", "push_kline", "rs_error", "pong"))
        {
            await stream.TakeAsync(bytes, FakeMexc.Stop);
            await stream.TickAsync(FakeMexc.Stop);
        }

        sink.Events.ShouldBeGreaterThan(40);
        mexc.Lines.Count.ShouldBeInRange(1, 200);
    }

    [Fact]
    public async Task Mutated_private_frame_never_throws()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("detail", "unknown_contract");
        var account = mexc.Open();
        var stream = new PrivateStream(AccountOf(account));
        await stream.TakeAsync(Encoding.UTF8.GetBytes(PayloadFile.Text("rs_login")), FakeMexc.Stop);
        stream.IsOpen.ShouldBeTrue();

        foreach (var bytes in Mutated(seed: 2, "push_order", "push_order_deal", "push_position", "push_asset", "rs_login", "push_deal"))
        {
            try
            {
                await stream.TakeAsync(bytes, FakeMexc.Stop).AsTask().WhileTimePasses(mexc.Time, 1);
            }
            catch (StreamBrokenException e)
            {
                // A mutated rs.login says that the login failed.
                e.Message.ShouldStartWith("login refused");
            }
        }

        mexc.AccountSink.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public async Task Mutated_reply_to_an_order_is_open_with_an_id_or_unknown_or_a_refusal_with_a_code()
    {
        await using var mexc = new FakeMexc();
        var body = Array.Empty<byte>();
        mexc.Http.On("order/create", _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) }));
        await using var account = mexc.Open();

        foreach (var bytes in Mutated(seed: 3, "order_create", "balance_insufficient", "void", "too_frequent"))
        {
            body = bytes;
            mexc.Time.Advance(TimeSpan.FromSeconds(3));
            await account.SubmitAsync(FakeMexc.Exit(), FakeMexc.Stop);
            var report = await mexc.AccountSink.NextAsync<OrderReport>();

            report.Status.ShouldBeOneOf(OrderStatus.Open, OrderStatus.Unknown, OrderStatus.Rejected);
            if (report.Status == OrderStatus.Open)
                report.VenueOrderId.ShouldNotBeNullOrEmpty();
            if (report.Status == OrderStatus.Rejected)
                report.Reason!.ShouldMatch("^[0-9]+: ");
        }
    }

    [Fact]
    public async Task Mutated_reply_to_a_query_is_an_answer_or_an_exchange_exception()
    {
        await using var mexc = new FakeMexc();
        var body = Array.Empty<byte>();
        foreach (var path in new[] { "private/", "contract/deals", "contract/kline", "contract/detail" })
            mexc.Http.On(path, _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) }));
        var account = mexc.Open();
        var order = new OrderReport
        {
            Symbol = "BTC_USDT",
            VenueOrderId = "1",
            Status = OrderStatus.Open,
            Side = Side.Buy,
            PositionSide = PositionSide.Long,
            ReduceOnly = false,
            Quantity = 1,
            Time = new Timestamp(0),
        };
        var since = Timestamp.FromUnixMilliseconds(FakeMexc.Start - 1000);
        (string Payload, Func<Task> Ask)[] queries =
        [
            ("order", () => account.FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop)),
            ("open_orders", () => account.GetOpenOrdersAsync(FakeMexc.Stop)),
            ("order_deals", () => account.GetFillsAsync("BTC_USDT", since, FakeMexc.Stop)),
            ("order_deals", () => account.GetFillsOfAsync(order, FakeMexc.Stop)),
            ("open_positions", () => account.GetPositionsAsync(FakeMexc.Stop)),
            ("funding_records", () => account.GetFundingAsync("BTC_USDT", since, FakeMexc.Stop)),
            ("asset", () => account.GetWalletAsync(FakeMexc.Stop)),
            ("detail_btc", () => mexc.Exchange.GetInstrumentsAsync(["BTC_USDT"], FakeMexc.Stop)),
            ("deals", () => mexc.Exchange.GetTradesAsync(FakeMexc.Btc, 0, since, Timestamp.FromUnixMilliseconds(FakeMexc.Start + 100_000), FakeMexc.Stop)),
        ];
        var answers = 0;
        foreach (var (round, bytes) in Mutated(seed: 4, [.. queries.Select(q => q.Payload)]).Take(2000).Index())
        {
            body = bytes;
            // So that the breaker of reads closes in between.
            mexc.Time.Advance(TimeSpan.FromMinutes(1));
            try
            {
                await queries[round % queries.Length].Ask().WhileTimePasses(mexc.Time, 2);
                answers++;
            }
            catch (ExchangeException)
            {
            }
        }

        answers.ShouldBeInRange(200, 1800);
    }

    private static AccountContext AccountOf(IExchangeAccount account) => ((MexcAccount)account).Context;

    /// <summary>Payloads in turn, each with one to four bytes changed, or cut, doubled or replaced by noise.</summary>
    private static IEnumerable<byte[]> Mutated(int seed, params string[] names)
    {
        var random = new Random(seed);
        var payloads = (names.Length > 0 ? names : [.. PayloadFile.Names()]).Select(n => Encoding.UTF8.GetBytes(PayloadFile.Text(n))).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = payloads[round % payloads.Count].ToArray();
            switch (random.Next(10))
            {
                case 0:
                    yield return bytes[..random.Next(bytes.Length)];
                    break;
                case 1:
                    yield return [.. bytes, .. bytes];
                    break;
                case 2:
                    random.NextBytes(bytes);
                    yield return bytes;
                    break;
                default:
                    for (var changes = random.Next(1, 5); changes > 0; changes--)
                        bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : "0123456789-.eE\"{}[],:ntf"u8[random.Next(24)];
                    yield return bytes;
                    break;
            }
        }
    }

    private sealed class CheckingMarketSink : IMarketSink
    {
        public int Events { get; private set; }

        public ValueTask TakeAsync(MarketEvent e, CancellationToken cancellationToken)
        {
            Events++;
            e.SymbolIndex.ShouldBe(0);
            e.Time.Nanoseconds.ShouldBeGreaterThanOrEqualTo(0);
            switch (e.Kind)
            {
                case MarketEventKind.Trade:
                    (e.Price > 0 && e.Quantity > 0 && double.IsFinite(e.Price * e.Quantity)).ShouldBeTrue();
                    break;
                case MarketEventKind.Quote:
                    (e.Bid > 0 && e.Ask >= e.Bid && e.BidQuantity > 0 && e.AskQuantity > 0).ShouldBeTrue();
                    break;
                case MarketEventKind.Mark:
                    (e.MarkPrice > 0 && double.IsFinite(e.MarkPrice)).ShouldBeTrue();
                    break;
                default:
                    double.IsFinite(e.FundingRate).ShouldBeTrue();
                    break;
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask ConnectedAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisconnectedAsync(string cause, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
