using Microsoft.Extensions.Time.Testing;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Market;

namespace PluginTrading.Service.Tests.Market;

/// <summary>When data count as fresh.</summary>
public sealed class FeedWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FeedWatch _watch;

    public FeedWatchTests() => _watch = new FeedWatch(2, new SupervisionSettings { StaleAfterSeconds = 15, LateAfterSeconds = 10 }, _time);

    [Fact]
    public void Nothing_is_fresh_before_the_stream_is_complete()
    {
        Changes().ShouldBe([(0, "the market stream is not connected yet"), (1, "the market stream is not connected yet")]);
        _watch.Complete([]);
        _watch.Heard(0, MarketEventKind.Trade, At(0));
        Changes().ShouldBe([(0, "")]);
        _watch.Heard(1, MarketEventKind.Trade, At(0));
        Changes().ShouldBe([(1, "")]);
        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void Symbol_without_an_event_goes_stale_just_after_its_limit()
    {
        Begin();
        Pass(15);
        Changes().ShouldBeEmpty();
        _watch.Heard(0, MarketEventKind.Trade, At(15));
        Pass(0.001);
        Changes().ShouldBe([(1, "no event for 15 s")]);
        _watch.Heard(1, MarketEventKind.Trade, At(15));
        Changes().ShouldBe([(1, "")]);
    }

    [Theory]
    [InlineData(MarketEventKind.Trade, 300, "no trade for 300 s")]
    [InlineData(MarketEventKind.Quote, 60, "no quote for 60 s")]
    [InlineData(MarketEventKind.Mark, 60, "no mark price for 60 s")]
    public void One_stream_that_ends_is_found_while_others_go_on(MarketEventKind kind, int limit, string cause)
    {
        Begin();
        _watch.Heard(0, kind, At(0));
        var other = kind == MarketEventKind.Trade ? MarketEventKind.Mark : MarketEventKind.Trade;
        for (var i = 10; i <= limit; i += 10)
        {
            Pass(10);
            _watch.Heard(0, other, At(i));
            _watch.Heard(1, MarketEventKind.Trade, At(i));
        }

        Changes().ShouldBeEmpty();
        Pass(0.001);
        Changes().ShouldBe([(0, cause)]);
        _watch.Heard(0, kind, At(limit));
        Changes().ShouldBe([(0, "")]);
    }

    [Fact]
    public void Payments_of_funding_are_no_stream_to_be_waited_for()
    {
        Begin();
        _watch.Heard(0, MarketEventKind.Funding, At(0));
        for (var i = 10; i <= 3600; i += 10)
        {
            Pass(10);
            _watch.Heard(0, MarketEventKind.Trade, At(i));
            _watch.Heard(1, MarketEventKind.Trade, At(i));
        }

        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void Stream_that_falls_behind_is_late_though_events_come_and_fresh_again_when_it_has_caught_up()
    {
        Begin();
        for (var i = 1; i <= 20; i++)
        {
            // Half a second of the market in each second.
            Pass(1);
            _watch.Heard(0, MarketEventKind.Trade, At(i / 2.0));
            _watch.Heard(1, MarketEventKind.Trade, At(i));
        }

        Changes().ShouldBeEmpty();
        Pass(1);
        _watch.Heard(0, MarketEventKind.Trade, At(10.4));
        _watch.Heard(1, MarketEventKind.Trade, At(21));
        Changes().ShouldBe([(0, "events come 10.6 s late")]);
        _watch.Heard(0, MarketEventKind.Trade, At(20.9));
        Changes().ShouldBe([(0, "")]);
    }

    [Fact]
    public void Clock_of_the_venue_may_be_wrong_by_any_constant()
    {
        _watch.Complete([]);
        _watch.Heard(0, MarketEventKind.Trade, At(-86_400));
        _watch.Heard(1, MarketEventKind.Trade, At(-86_400));
        Changes();
        Pass(5);
        _watch.Heard(0, MarketEventKind.Trade, At(-86_395));
        _watch.Heard(1, MarketEventKind.Trade, At(-86_395));
        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void Break_that_could_not_be_filled_is_waited_out_on_its_symbol_alone()
    {
        Begin();
        _watch.Lost("gone");
        Changes();
        _watch.Complete([1]);
        _watch.Heard(0, MarketEventKind.Trade, At(0));
        _watch.Heard(1, MarketEventKind.Trade, At(0));
        Changes().ShouldBe([(0, "")]);
        for (var i = 10; i < 3600; i += 10)
        {
            Pass(10);
            _watch.Heard(0, MarketEventKind.Trade, At(i));
            _watch.Heard(1, MarketEventKind.Trade, At(i));
        }

        Changes().ShouldBeEmpty();
        Pass(10);
        Changes().ShouldBe([(1, "")]);
    }

    [Fact]
    public void Broken_stream_is_told_with_its_cause()
    {
        Begin();
        _watch.Lost("the socket was silent");
        Changes().ShouldBe([(0, "the socket was silent"), (1, "the socket was silent")]);
    }

    private static Timestamp At(double seconds) => new(Timestamp.DurationOf(seconds));

    private void Begin()
    {
        _watch.Complete([]);
        _watch.Heard(0, MarketEventKind.Trade, At(0));
        _watch.Heard(1, MarketEventKind.Trade, At(0));
        Changes();
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private List<(int Symbol, string Cause)> Changes() => [.. _watch.Changes(At(0)).Select(c => (c.SymbolIndex, c.Cause))];
}
