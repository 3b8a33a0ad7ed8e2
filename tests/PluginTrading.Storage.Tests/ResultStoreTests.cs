using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests;

public sealed class SqliteResultStoreTests() : ResultStoreTests(Dialect.Sqlite);

public sealed class PostgresResultStoreTests() : ResultStoreTests(Dialect.Postgres);

/// <summary>What a store keeps of finished runs, whatever database it is in.</summary>
public abstract class ResultStoreTests : IDisposable
{
    private readonly TestPlace _place;

    protected ResultStoreTests(Dialect dialect) => _place = new TestPlace(dialect);

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_run_is_read_back_as_it_was_stored()
    {
        var run = new SampleRun();
        var result = Result(run);
        using var store = Open();

        var stored = store.Find(Store(store, run))!;

        stored.Id.ShouldBe(1);
        stored.CreatedAt.ToString().ShouldBe("2026-01-02T03:04:05.000000000Z");
        stored.Result.Session.ShouldBe(result.Session);
        stored.Result.Strategies.ShouldBe(result.Strategies);
        stored.Result.End.ShouldBe(result.End with { OpenRoundTrips = stored.Result.End.OpenRoundTrips });
        var (before, after) = (result.Description, stored.Result.Description);
        after.Data.ShouldBe(before.Data);
        after.Settings.ShouldBe(before.Settings);
        after.StrategyNames.ShouldBe(before.StrategyNames);
        after.Symbols.ShouldBe(before.Symbols);
        after.Document.ShouldBe(before.Document);
        after.Direction.ShouldBe(before.Direction);
        store.Trades(1).ShouldBe(run.Effects.OfType<Trade>());
        using var sessions = SessionStore.Open(_place.Location, new FixedTime());
        sessions.Signals(1, 10_000).Select(s => s.Signal).Reverse().ShouldBe(run.Effects.OfType<Signal>().GroupBy(signal => signal.SignalId).Select(snapshots => snapshots.Last()));
    }

    [Fact]
    public void How_a_run_ended_is_kept()
    {
        var run = new SampleRun(minutes: 30);
        var halted = new TradingHalted(new Timestamp(7), "max_drawdown_pct", 10m, 10.5m);
        using var store = Open();
        using var recording = store.BeginRun();

        var stored = store.Find(recording.Complete(Result(run) with { Halted = halted, End = run.End with { IsComplete = false } }))!.Result;

        stored.Halted.ShouldBe(halted);
        stored.End.IsComplete.ShouldBeFalse();
        store.Find(Store(store, run))!.Result.ShouldSatisfyAllConditions(result => result.Halted.ShouldBeNull(), result => result.End.IsComplete.ShouldBeTrue());
    }

    [Fact]
    public void Every_order_fill_and_transition_has_its_row()
    {
        var run = new SampleRun();
        using (var store = Open())
            Store(store, run);

        Count("SELECT count(*) FROM orders WHERE status = 'FILLED'").ShouldBe(run.Effects.OfType<Order>().Count(order => order.IsClosed));
        Count("SELECT count(*) FROM orders").ShouldBe(run.Effects.OfType<Order>().Select(order => order.OrderId).Distinct().Count());
        Count("SELECT count(*) FROM fills").ShouldBe(run.Effects.OfType<Fill>().Count());
        Count("SELECT count(*) FROM transitions").ShouldBe(run.Effects.OfType<Transition>().Count());
        var decided = run.Effects.OfType<Transition>().Where(transition => transition.Section is not null && transition.IndicatorValues != "{}").ToList();
        decided.ShouldNotBeEmpty();
        Count("SELECT count(DISTINCT symbol || time) FROM indicator_values").ShouldBe(decided.DistinctBy(transition => (transition.Symbol, transition.Time)).Count());
        Count("SELECT count(*) FROM orders o JOIN signal_history s USING (session_id, signal_id) WHERE s.order_id <> o.order_id").ShouldBe(0);
    }

    [Fact]
    public void The_equity_curve_is_kept_as_a_step_function()
    {
        using var store = Open();
        using var recording = store.BeginRun();
        foreach (var (time, equity) in new[] { (1, 10m), (2, 10.0m), (3, 10m), (4, 12m), (5, 11m), (6, 11m) })
            recording.Take(new EquityPoint { Time = new Timestamp(time), Balance = equity, Equity = equity, DrawdownPct = 0m, StrategyEquity = [equity] });

        var id = recording.Complete(Result(new SampleRun()));

        store.Equity(id).Select(point => (point.Time.Nanoseconds, point.Equity)).ShouldBe([(1, 10m), (3, 10m), (4, 12m), (5, 11m), (6, 11m)]);
    }

    [Fact]
    public void Amounts_keep_every_digit()
    {
        using var store = Open();
        using var recording = store.BeginRun();
        const decimal amount = 1234567.1234567890123456789m;
        recording.Take(new EquityPoint { Time = new Timestamp(1), Balance = amount, Equity = -amount, DrawdownPct = 0.0000000000000000000000000001m, StrategyEquity = [-amount] });

        var point = store.Equity(recording.Complete(Result(new SampleRun()))).Single();

        point.Balance.ShouldBe(amount);
        point.Equity.ShouldBe(-amount);
        point.DrawdownPct.ShouldBe(0.0000000000000000000000000001m);
    }

    [Fact]
    public void Ids_go_up_and_the_newest_come_first()
    {
        using var store = Open();
        for (var run = 1; run <= 3; run++)
            Store(store, new SampleRun(minutes: 30)).ShouldBe(run);

        store.Newest(2).Select(run => run.Id).ShouldBe([3, 2]);
        store.OfStrategy(SampleRun.Description.StrategyNames[0], 2).Select(run => (run.Id, run.Result.Strategies.Count)).ShouldBe([(3, 2), (2, 2)]);
        store.OfStrategy("other", 2).ShouldBeEmpty();
        store.OfData(SampleRun.Description.Data!.Digest, 1).Select(run => run.Id).ShouldBe([3]);
        store.OfData("sha256:00", 1).ShouldBeEmpty();
        store.Find(4).ShouldBeNull();
    }

    [Fact]
    public void A_run_that_is_given_up_leaves_nothing_in_the_store()
    {
        using var store = Open();
        using (var recording = store.BeginRun())
        {
            foreach (var effect in new SampleRun().Effects)
                recording.Take(effect);
        }

        store.Newest(10).ShouldBeEmpty();
        foreach (var table in new[] { "trades", "orders", "fills", "transitions", "signal_history", "performance", "indicator_values" })
            Count($"SELECT count(*) FROM {table}").ShouldBe(0);
    }

    [Fact]
    public void Runs_that_overlap_in_time_are_both_stored()
    {
        var run = new SampleRun(minutes: 60);
        using var one = Open();
        using var other = Open();
        using var first = one.BeginRun();
        using var second = other.BeginRun();
        foreach (var effect in run.Effects)
        {
            first.Take(effect);
            second.Take(effect);
        }

        first.Complete(Result(run)).ShouldBe(1);
        second.Complete(Result(run)).ShouldBe(2);
        one.Trades(2).ShouldBe(one.Trades(1));
    }

    [Fact]
    public void Removing_a_session_removes_all_of_it()
    {
        using (var store = Open())
            Store(store, new SampleRun());

        _place.Execute("DELETE FROM sessions");

        foreach (var table in new[] { "backtest_results", "trades", "orders", "fills", "transitions", "signal_history", "performance" })
            Count($"SELECT count(*) FROM {table}").ShouldBe(0);
    }

    private ResultStore Open() => ResultStore.Open(_place.Location, new FixedTime());

    private long Count(string sql) => _place.Number(sql);

    internal static long Store(ResultStore store, SampleRun run)
    {
        using var recording = store.BeginRun();
        foreach (var effect in run.Effects)
            recording.Take(effect);
        return recording.Complete(Result(run));
    }

    internal static RunResult Result(SampleRun run)
    {
        var tracker = new PerformanceTracker(SampleRun.Description);
        foreach (var effect in run.Effects)
            tracker.Take(effect);
        return tracker.Result(run.End);
    }
}
