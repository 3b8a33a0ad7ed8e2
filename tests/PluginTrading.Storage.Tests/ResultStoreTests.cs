using Microsoft.Data.Sqlite;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Sqlite;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests;

public sealed class ResultStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("store.db");

    public void Dispose() => _folder.Dispose();

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
        store.Signals(1).ShouldBe(run.Effects.OfType<Signal>().GroupBy(signal => signal.SignalId).Select(snapshots => snapshots.Last()));
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
        foreach (var table in new[] { "trades", "orders", "fills", "transitions", "signal_history", "performance" })
            Count($"SELECT count(*) FROM {table}").ShouldBe(0);
    }

    [Fact]
    public void A_run_that_the_store_refuses_leaves_no_part_of_itself()
    {
        using var store = Open();
        using var recording = store.BeginRun();
        var fill = new SampleRun().Effects.OfType<Fill>().First();
        recording.Take(fill);
        recording.Take(fill);
        recording.Take(new SampleRun().Effects.OfType<Trade>().First());

        Should.Throw<StoreException>(() => recording.Complete(Result(new SampleRun()))).Message.ShouldContain("UNIQUE constraint failed: fills");

        store.Newest(10).ShouldBeEmpty();
        Count("SELECT count(*) FROM trades").ShouldBe(0);
    }

    [Fact]
    public void A_full_disk_is_reported_and_leaves_the_store_as_it_was()
    {
        using var store = Open();
        Store(store, new SampleRun(minutes: 30));
        var file = new SqliteFile(Path);
        var connection = file.Open();
        file.Execute(connection, "PRAGMA max_page_count = 60");
        using (var recording = new RunRecording(file, file, connection, new FixedTime()))
        {
            foreach (var effect in new SampleRun(minutes: 5000).Effects)
                recording.Take(effect);

            Should.Throw<StoreException>(() => recording.Complete(Result(new SampleRun()))).Message
                .ShouldBe($"Store '{Path}': the disk is full; nothing of this run was stored.");
        }

        store.Newest(10).Select(run => run.Id).ShouldBe([1]);
        Count("SELECT count(*) FROM performance WHERE session_id <> 1").ShouldBe(0);
        Store(store, new SampleRun(minutes: 30)).ShouldBe(2);
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

        using (var connection = Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = ON; DELETE FROM sessions";
            command.ExecuteNonQuery();
        }

        foreach (var table in new[] { "backtest_results", "trades", "orders", "fills", "transitions", "signal_history", "performance" })
            Count($"SELECT count(*) FROM {table}").ShouldBe(0);
    }

    [Fact]
    public void A_store_that_must_exist_is_not_made()
    {
        Should.Throw<StoreException>(() => ResultStore.OpenExisting(Path, new FixedTime())).Message.ShouldContain("no results are stored there yet");

        File.Exists(Path).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("time,price\n1,2\n", 100));
        File.WriteAllText(Path, text);

        Should.Throw<StoreException>(Open).Message.ShouldBe(
            $"Store '{Path}': it is not a SQLite database; expected a store made by this program, or a file that does not exist yet.");

        File.ReadAllText(Path).ShouldBe(text);
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        using (var store = Open())
            Store(store, new SampleRun());
        using (var file = File.OpenWrite(Path))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 200_000).ToArray());
        }

        Should.Throw<StoreException>(() =>
        {
            using var store = Open();
            store.Newest(1);
        }).Message.ShouldContain("damaged");
    }

    [Fact]
    public void A_folder_is_refused() =>
        Should.Throw<StoreException>(() => ResultStore.Open(_folder.Path, new FixedTime())).Message.ShouldContain("it is a folder; expected a file");

    [Fact]
    public void A_store_whose_folder_is_a_file_is_refused()
    {
        File.WriteAllText(_folder.File("plain"), "");

        Should.Throw<StoreException>(() => ResultStore.Open(System.IO.Path.Combine(_folder.File("plain"), "store.db"), new FixedTime()));
    }

    [Fact]
    public void A_store_that_another_process_keeps_locked_is_named_with_the_wait()
    {
        using var store = Open();
        using var recording = store.BeginRun();
        using var other = Connect();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        Should.Throw<StoreException>(() => recording.Complete(Result(new SampleRun()))).Message.ShouldContain("another process is writing to it and did not end within 5 s");
    }

    [Fact]
    public void The_default_place_follows_the_environment()
    {
        StoreLocation.Resolve(null, name => name == "PLUGINTRADING_HOME" ? _folder.Path : null).ShouldBe(_folder.File("plugintrading.db"));
        StoreLocation.Resolve(null, name => name == "XDG_DATA_HOME" ? _folder.Path : null)
            .ShouldBe(System.IO.Path.Combine(_folder.Path, "plugintrading", "plugintrading.db"));
        StoreLocation.Resolve(null, name => name == "XDG_DATA_HOME" ? "relative" : null).ShouldNotContain("relative");
        StoreLocation.Resolve(Path, _ => _folder.Path).ShouldBe(Path);
    }

    private ResultStore Open() => ResultStore.Open(Path, new FixedTime());

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private long Count(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static long Store(ResultStore store, SampleRun run)
    {
        using var recording = store.BeginRun();
        foreach (var effect in run.Effects)
            recording.Take(effect);
        return recording.Complete(Result(run));
    }

    private static RunResult Result(SampleRun run)
    {
        var tracker = new PerformanceTracker(SampleRun.Description);
        foreach (var effect in run.Effects)
            tracker.Take(effect);
        return tracker.Result(run.End);
    }
}
