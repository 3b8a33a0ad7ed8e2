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
        _watch.Complete();
        _watch.Heard(0, At(0));
        Changes().ShouldBe([(0, "")]);
        _watch.Heard(1, At(0));
        Changes().ShouldBe([(1, "")]);
        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void Symbol_without_an_event_goes_stale_just_after_its_limit()
    {
        Begin();
        Pass(15);
        Changes().ShouldBeEmpty();
        _watch.Heard(0, At(15));
        Pass(0.001);
        Changes().ShouldBe([(1, "no event for 15 s")]);
        _watch.Heard(1, At(15));
        Changes().ShouldBe([(1, "")]);
    }

    [Fact]
    public void Stream_that_falls_behind_is_late_though_events_come_and_fresh_again_when_it_has_caught_up()
    {
        Begin();
        for (var i = 1; i <= 20; i++)
        {
            // Half a second of the market in each second.
            Pass(1);
            _watch.Heard(0, At(i / 2.0));
            _watch.Heard(1, At(i));
        }

        Changes().ShouldBeEmpty();
        Pass(1);
        _watch.Heard(0, At(10.4));
        _watch.Heard(1, At(21));
        Changes().ShouldBe([(0, "events come 10.6 s late")]);
        _watch.Heard(0, At(20.9));
        Changes().ShouldBe([(0, "")]);
    }

    [Fact]
    public void Clock_of_the_venue_may_be_wrong_by_any_constant()
    {
        _watch.Complete();
        _watch.Heard(0, At(-86_400));
        _watch.Heard(1, At(-86_400));
        Changes();
        Pass(5);
        _watch.Heard(0, At(-86_395));
        _watch.Heard(1, At(-86_395));
        Changes().ShouldBeEmpty();
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
        _watch.Complete();
        _watch.Heard(0, At(0));
        _watch.Heard(1, At(0));
        Changes();
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private List<(int Symbol, string Cause)> Changes() => [.. _watch.Changes(At(0)).Select(c => (c.SymbolIndex, c.Cause))];
}
