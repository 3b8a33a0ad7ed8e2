using System.Text.Json;
using PluginTrading.Exchange.Mexc.MarketData;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Tests.MarketData;

public sealed class MarketFrameReaderTests
{
    private readonly List<string> _warnings = [];
    private readonly MarketFrameReader _reader;

    public MarketFrameReaderTests() => _reader = new([FakeMexc.Btc, FakeMexc.Btc with { Symbol = "ETH_USDT", ContractSize = 0.01m }], _warnings.Add);

    [Fact]
    public void Deal_is_a_trade_in_base_units()
    {
        var trade = Read(PayloadFile.Text("push_deal")).ShouldHaveSingleItem();

        (trade.Kind, trade.Time.Nanoseconds, trade.Price, trade.TakerSide).ShouldBe((MarketEventKind.Trade, 1_795_000_000_000_000_000, 60000.1, TakerSide.Buy));
        trade.Quantity.ShouldBe(0.0004, 1e-12);
    }

    [Fact]
    public void Repeated_deal_is_dropped_by_its_id_and_one_without_an_id_is_not()
    {
        Read(PayloadFile.Text("push_deal")).Count.ShouldBe(1);
        Read(PayloadFile.Text("push_deal")).Count.ShouldBe(0);
        Read(PayloadFile.Text("push_deal").Replace(",\"i\":13064218826", "", StringComparison.Ordinal)).Count.ShouldBe(1);
    }

    [Fact]
    public void Deals_of_a_push_come_in_order_of_time_and_an_object_is_one_deal()
    {
        Read("""{"symbol":"BTC_USDT","data":[{"p":2,"v":1,"T":2,"t":20,"i":2},{"p":1,"v":1,"T":1,"t":10,"i":1}],"channel":"push.deal","ts":30}""")
            .Select(e => e.Price).ShouldBe([1.0, 2.0]);
        Read("""{"symbol":"BTC_USDT","data":{"p":"3","v":"1","T":2,"t":40,"i":3},"channel":"push.deal","ts":50}""").Single().Price.ShouldBe(3);
    }

    [Fact]
    public void Book_is_the_best_quote_whatever_the_order_of_levels()
    {
        var quote = Read(PayloadFile.Text("push_depth_full")).ShouldHaveSingleItem();

        (quote.Kind, quote.Bid, quote.Ask, quote.Time.Nanoseconds).ShouldBe((MarketEventKind.Quote, 59999.9, 60000.1, 1_795_000_000_000_000_000));
        (quote.BidQuantity, quote.AskQuantity).ShouldBe((0.011, 0.012));
        var unordered = Read("""{"symbol":"BTC_USDT","data":{"asks":[[12,1,1],[10.5,0,0],[11,2,1]],"bids":[[8,1,1],[9,3,1]],"version":5220571686},"channel":"push.depth.full","ts":70}""").Single();
        (unordered.Bid, unordered.Ask, unordered.Time).ShouldBe((9, 11, Timestamp.FromUnixMilliseconds(70)));
    }

    [Fact]
    public void Late_book_is_dropped_until_the_stream_starts_anew()
    {
        Read(PayloadFile.Text("push_depth_full"));
        var late = PayloadFile.Text("push_depth_full").Replace("5220571685", "5220571684", StringComparison.Ordinal);

        Read(late).ShouldBeEmpty();
        _reader.Restart();
        Read(late).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]", "[[1,1,1]]")]
    [InlineData("[[1,0,0]]", "[[2,1,1]]")]
    public void Empty_side_of_the_book_is_no_quote(string bids, string asks) =>
        Read($$"""{"symbol":"BTC_USDT","data":{"asks":{{asks}},"bids":{{bids}},"version":1},"channel":"push.depth.full","ts":70}""").ShouldBeEmpty();

    [Fact]
    public void Fair_price_is_the_mark_at_the_frames_time()
    {
        var mark = Read(PayloadFile.Text("push_fair_price")).ShouldHaveSingleItem();

        (mark.Kind, mark.MarkPrice, mark.Time.Nanoseconds).ShouldBe((MarketEventKind.Mark, 60000.3, 1_795_000_000_001_000_000));
    }

    [Fact]
    public void Funding_comes_before_the_first_event_at_or_after_its_time()
    {
        Read(PayloadFile.Text("push_funding_rate")).ShouldBeEmpty();
        Read(Deal(1_795_003_199_999, 1)).Single().Kind.ShouldBe(MarketEventKind.Trade);

        var events = Read(Deal(1_795_003_200_000, 2));

        events.Select(e => e.Kind).ShouldBe([MarketEventKind.Funding, MarketEventKind.Trade]);
        (events[0].FundingRate, events[0].Time).ShouldBe((0.0001, Timestamp.FromUnixMilliseconds(1_795_003_200_000)));
    }

    [Theory]
    [InlineData("""{"symbol":"BTC_USDT","data":[{"p":1,"v":1,"T":1,"t":10,"i":1},{"p":-1,"v":1,"T":1,"t":10,"i":2}],"channel":"push.deal","ts":1}""", "p: expected a number above 0, found -1")]
    [InlineData("""{"symbol":"BTC_USDT","data":[{"p":1,"v":1,"T":1}],"channel":"push.deal","ts":1}""", "t: expected a whole number, found nothing")]
    [InlineData("""{"symbol":"BTC_USDT","data":"x","channel":"push.deal","ts":1}""", "t: expected")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"price":1e400},"channel":"push.fair.price","ts":1}""", "price: expected a number, found 1e400")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"price":1},"channel":"push.fair.price","ts":99999999999999999}""", "ts: expected Unix milliseconds")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"asks":[[1,1,1]],"bids":[[2,1,1]],"version":1},"channel":"push.depth.full","ts":70}""", "bid 2 is above ask 1")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"interval":"Min1","t":-60,"q":1},"channel":"push.kline","ts":1}""", "t: expected Unix seconds, found -60")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"interval":"Min1","t":1795000020,"q":1},"channel":"push.kline"}""", "ts: expected a whole number, found nothing")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"interval":"Min5","t":1795000020,"q":1},"channel":"push.kline","ts":1795000020001}""", "interval: expected Min1, found Min5")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"interval":"Min1","t":1795000020,"q":-1},"channel":"push.kline","ts":1795000020001}""", "q: expected contracts, found -1")]
    [InlineData("""{"symbol":"BTC_USDT","data":{"interval":"Min1","t":1795000080,"q":1},"channel":"push.kline","ts":1795000010001}""", "t: expected a minute that began by")]
    [InlineData("""{"symbol":7.5,"data":{"rate":"x"},"channel":"push.funding.rate","ts":1}""", "")]
    public void Malformed_push_is_a_fault_with_the_field_and_adds_nothing(string frame, string message)
    {
        var events = new List<MarketEvent>();
        if (message.Length == 0)
        {
            Read(frame).ShouldBeEmpty();
            return;
        }

        Should.Throw<PayloadException>(() => Read(frame, events)).Message.ShouldStartWith(message);
        events.ShouldBeEmpty();
    }

    [Fact]
    public void Deal_of_a_malformed_push_is_not_counted_as_seen()
    {
        Should.Throw<PayloadException>(() => Read("""{"symbol":"BTC_USDT","data":[{"p":1,"v":1,"T":1,"t":10,"i":1},{"p":-1,"v":1,"T":1,"t":10,"i":2}],"channel":"push.deal","ts":1}"""));

        Read("""{"symbol":"BTC_USDT","data":[{"p":1,"v":1,"T":1,"t":10,"i":1}],"channel":"push.deal","ts":1}""").Count.ShouldBe(1);
    }

    [Fact]
    public void Klines_are_no_events_and_warn_of_lost_deals_of_their_contract_alone()
    {
        foreach (var symbol in new[] { "BTC_USDT", "ETH_USDT" })
        {
            Kline(symbol, 0, 7, 30);
            Read(Deal(1_795_000_081_000, 1).Replace("BTC_USDT", symbol, StringComparison.Ordinal)).Count.ShouldBe(1);
        }

        Read(Deal(1_795_000_082_000, 2).Replace("BTC_USDT", "ETH_USDT", StringComparison.Ordinal)).Count.ShouldBe(1);
        foreach (var symbol in new[] { "BTC_USDT", "ETH_USDT" })
        {
            Kline(symbol, 1, 8, 50);
            Kline(symbol, 2, 0, 1);
            Kline(symbol, 2, 0, 6);
        }

        _warnings.ShouldBe(["BTC_USDT: the stream lost trades of the minute from 2026-11-18 11:08 UTC: 4 of 8 contracts came"]);
    }

    [Fact]
    public void Repeated_deal_makes_up_for_no_lost_one()
    {
        Kline("BTC_USDT", 0, 7, 30);
        Read(Deal(1_795_000_081_000, 1)).Count.ShouldBe(1);
        Read(Deal(1_795_000_081_000, 1)).ShouldBeEmpty();
        Kline("BTC_USDT", 1, 8, 50);
        Kline("BTC_USDT", 2, 0, 1);
        Kline("BTC_USDT", 2, 0, 6);

        _warnings.Count.ShouldBe(1);
    }

    [Fact]
    public void Recorded_kline_is_read()
    {
        Kline("BTC_USDT", -1, 1, 30);
        Read(PayloadFile.Text("push_kline")).ShouldBeEmpty();
        Kline("BTC_USDT", 1, 0, 1);
        Kline("BTC_USDT", 1, 0, 6);

        _warnings.ShouldHaveSingleItem().ShouldEndWith(": 0 of 100 contracts came");
    }

    [Fact]
    public void Other_symbols_and_channels_add_nothing()
    {
        Read(PayloadFile.Text("push_deal").Replace("BTC_USDT", "XRP_USDT", StringComparison.Ordinal)).ShouldBeEmpty();
        Read("""{"channel":"push.ticker","symbol":"BTC_USDT","data":{}}""").ShouldBeEmpty();
    }

    private static string Deal(long milliseconds, long id) =>
        $$"""{"symbol":"BTC_USDT","data":[{"p":60000.1,"v":4,"T":1,"O":3,"M":2,"t":{{milliseconds}},"i":{{id}}}],"channel":"push.deal","ts":1}""";

    /// <param name="symbol">The contract.</param>
    /// <param name="minute">Since that of the recorded push.</param>
    /// <param name="contracts">Its volume.</param>
    /// <param name="second">When it was sent, in the minute.</param>
    private void Kline(string symbol, int minute, int contracts, int second)
    {
        var start = 1_795_000_020 + (minute * 60);
        Read(PayloadFile.Text("push_kline").Replace("BTC_USDT", symbol, StringComparison.Ordinal).Replace("\"q\":100", $"\"q\":{contracts}", StringComparison.Ordinal)
            .Replace("\"t\":1795000020", $"\"t\":{start}", StringComparison.Ordinal)
            .Replace("\"ts\":1795000020001", $"\"ts\":{start + second}000", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private List<MarketEvent> Read(string frame, List<MarketEvent>? into = null)
    {
        var events = into ?? [];
        using var document = JsonDocument.Parse(frame);
        var root = new Payload(document.RootElement);
        _reader.Read(root["channel"].Text(), root, events);
        return events;
    }
}
