using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Collect;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>What is missing after a break.</summary>
public sealed class GapBookTests
{
    private static readonly Instrument Abc = new() { Symbol = "ABC_USDT", Base = "ABC", Quote = "USDT", PriceTick = 0.1m, QuantityStep = 0.01m };

    private readonly GapBook _book = new([Abc]);

    [Fact]
    public void Quotes_between_the_last_before_a_break_and_the_first_after_it_are_missing()
    {
        _book.Heard(MarketEvent.Quote(0, At(1), 1, 1, 2, 1)).ShouldBeNull();
        _book.Connected("cut");
        _book.Connected("cut again");

        var gap = _book.Heard(MarketEvent.Quote(0, At(5), 1, 1, 2, 1)).ShouldNotBeNull();

        (gap.Kind, gap.From, gap.To, gap.Cause).ShouldBe((MarketEventKind.Quote, At(1), At(5), "cut"));
        _book.Heard(MarketEvent.Quote(0, At(6), 1, 1, 2, 1)).ShouldBeNull();
    }

    [Fact]
    public void Fetched_trades_that_reach_back_to_the_last_recorded_one_leave_no_gap()
    {
        var (own, gap, _) = _book.Fetched(Fetched(5, Trade(5), Trade(6)));

        gap.ShouldBeNull();
        own.Count.ShouldBe(2);
    }

    [Fact]
    public void Fetched_trades_that_begin_later_leave_a_gap_and_those_made_up_from_klines_are_not_taken()
    {
        var (own, gap, _) = _book.Fetched(Fetched(5, MarketEvent.Trade(0, At(5), 1, 1), MarketEvent.Trade(0, At(6), 1, 1), Trade(8), Trade(9)));

        own.Select(t => t.Time).ShouldBe([At(8), At(9)]);
        (gap.ShouldNotBeNull().From, gap.To).ShouldBe((At(5), At(8)));
    }

    [Fact]
    public void Without_an_answer_trades_are_missing_until_the_next_live_one()
    {
        _book.Fetched(new TradesFetched(0, At(5), "cut", null)).Gap.ShouldBeNull();
        var later = _book.Heard(Trade(9)).ShouldNotBeNull();
        (later.From, later.To).ShouldBe((At(5), At(9)));

        _book.Connected("cut");
        var noted = _book.Heard(Trade(12)).ShouldNotBeNull();
        var (_, known, filled) = _book.Fetched(new TradesFetched(0, At(9), "cut", null));
        (known.ShouldNotBeNull().From, known.To).ShouldBe((At(9), At(12)));
        known.ShouldBe(noted);
        filled.ShouldBeNull();
    }

    [Fact]
    public void Trades_are_missing_from_the_first_live_one_on_until_the_answer_fills_the_gap()
    {
        _book.Heard(Trade(5));
        _book.Connected("cut");
        var noted = _book.Heard(Trade(9)).ShouldNotBeNull();
        (noted.From, noted.To).ShouldBe((At(5), At(9)));
        _book.IsAsked(noted).ShouldBeTrue();
        _book.Unanswered.ShouldBe([noted]);

        var (_, gap, filled) = _book.Fetched(Fetched(5, Trade(5), Trade(7), Trade(9)));

        gap.ShouldBeNull();
        filled.ShouldBe(noted);
        _book.Unanswered.ShouldBeEmpty();
        _book.Heard(Trade(10)).ShouldBeNull();
    }

    [Fact]
    public void Answer_that_comes_before_the_next_live_trade_leaves_nothing_to_note()
    {
        _book.Heard(Trade(5));
        _book.Connected("cut");
        _book.Fetched(Fetched(5, Trade(5))).Gap.ShouldBeNull();

        _book.Heard(Trade(9)).ShouldBeNull();
    }

    [Fact]
    public void Market_whose_clock_goes_back_is_noticed_and_its_gaps_count_from_there()
    {
        _book.Know(0, MarketEventKind.Quote, At(1000));
        var back = MarketEvent.Quote(0, At(5), 1, 1, 2, 1);
        _book.WentBack(MarketEvent.Quote(0, At(950), 1, 1, 2, 1)).ShouldBeNull();

        _book.WentBack(back).ShouldBe(At(1000));

        _book.Heard(back).ShouldBeNull();
        _book.WentBack(back).ShouldBeNull();
        _book.Connected("cut");
        var gap = _book.Heard(MarketEvent.Quote(0, At(9), 1, 1, 2, 1)).ShouldNotBeNull();
        (gap.From, gap.To).ShouldBe((At(5), At(9)));
    }

    [Fact]
    public void Late_quote_of_before_the_break_does_not_end_the_gap()
    {
        _book.Heard(MarketEvent.Quote(0, At(5), 1, 1, 2, 1));
        _book.Connected("cut");
        _book.Heard(MarketEvent.Quote(0, At(4), 1, 1, 2, 1)).ShouldBeNull();

        _book.Heard(MarketEvent.Quote(0, At(9), 1, 1, 2, 1)).ShouldNotBeNull().From.ShouldBe(At(5));
    }

    [Fact]
    public void Trades_without_a_side_are_taken_from_an_exchange_whose_live_ones_have_none()
    {
        _book.Heard(MarketEvent.Trade(0, At(5), 1, 1));

        var (own, gap, _) = _book.Fetched(Fetched(5, MarketEvent.Trade(0, At(5), 1, 1), MarketEvent.Trade(0, At(6), 1, 1)));

        own.Count.ShouldBe(2);
        gap.ShouldBeNull();
    }

    private static TradesFetched Fetched(double after, params MarketEvent[] trades) => new(0, At(after), "cut", trades);

    private static MarketEvent Trade(double seconds) => MarketEvent.Trade(0, At(seconds), 1, 1, TakerSide.Buy);

    private static Timestamp At(double seconds) => new((long)(seconds * Timestamp.PerSecond));
}
