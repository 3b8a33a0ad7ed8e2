using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using PluginTrading.Service.Tests.Sessions;
using PluginTrading.Storage;
using PluginTrading.Storage.Tests.Postgres;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Storage;

public sealed class SqliteOutageTests : StoreOutageTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConnection _other;

    public SqliteOutageTests()
    {
        _other = new SqliteConnection($"Data Source={Location};Pooling=False");
    }

    private protected override string Location => _folder.File("store.db");

    private protected override string Fresh => _folder.File("fresh.db");

    public override void Dispose()
    {
        _other.Dispose();
        _folder.Dispose();
        base.Dispose();
    }

    private protected override void TakeAway()
    {
        _other.Open();
        Execute("BEGIN EXCLUSIVE");
    }

    private protected override void GiveBack()
    {
        Execute("ROLLBACK");
        _other.Close();
    }

    private void Execute(string sql)
    {
        using var command = _other.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

public sealed class PostgresOutageTests : StoreOutageTests
{
    private readonly ThrowawayCluster _cluster = ThrowawayCluster.Start();
    private readonly string _fresh = TestServer.NewSchema();

    private protected override string Location => _cluster.Location;

    private protected override string Fresh => _fresh;

    public override void Dispose()
    {
        _cluster.Dispose();
        TestServer.RemoveSchema(_fresh);
        base.Dispose();
    }

    private protected override void TakeAway() => _cluster.StopAtOnce();

    private protected override void GiveBack() => _cluster.StartAgain();
}

/// <summary>A live session whose store is away for a while: SQLite's file locked by another process, PostgreSQL's server stopped. A minute when <c>PLUGINTRADING_LONG_TESTS</c> is set.</summary>
public abstract class StoreOutageTests : IDisposable
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("PLUGINTRADING_LONG_TESTS") is { Length: > 0 } ? 60 : 2);

    private readonly List<string> _log = [];
    private readonly List<SessionStore> _stores = [];
    private StoredSession? _stored;

    private protected abstract string Location { get; }

    /// <summary>An empty place of the same kind.</summary>
    private protected abstract string Fresh { get; }

    private protected abstract void TakeAway();

    private protected abstract void GiveBack();

    public virtual void Dispose()
    {
        foreach (var store in _stores)
            store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Fills_that_arrive_while_the_store_is_away_are_in_it_afterwards()
    {
        await using var rig = await StartAsync();
        await TradeThroughAsync(rig, GiveBack);
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades % 2 == 1);

        await Invariants.HoldAsync(rig);
        (await EndAsync(rig)).ShouldBeTrue(string.Join('\n', _log));
        HoldsAll(rig);
        StoreContent.Candles(Location).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Session_that_ends_while_the_store_is_away_waits_for_it()
    {
        await using var rig = await StartAsync();
        await TradeThroughAsync(rig, () => { });
        rig.Runner.RequestStop(StopMode.Flatten);
        await rig.TradeUntilAsync(99, () => rig.Running.IsCompleted);
        var ending = EndAsync(rig);
        ending.IsCompleted.ShouldBeFalse();
        GiveBack();

        (await ending).ShouldBeTrue(string.Join('\n', _log));
        HoldsAll(rig);
        using var store = SessionStore.Open(Location, TimeProvider.System);
        store.Find(rig.Folder.Key)!.Status.ShouldBe(SessionStatus.Stopped);
    }

    [Fact]
    public async Task Session_that_is_killed_while_the_store_is_away_stores_everything_once_it_is_resumed()
    {
        await using var rig = await StartAsync();
        await TradeThroughAsync(rig, () => { });
        await rig.KillAsync();
        await _stored!.AbandonAsync();
        GiveBack();
        var known = Sequence(rig);

        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades % 2 == 1);
        await Invariants.HoldAsync(rig);
        (await EndAsync(rig)).ShouldBeTrue(string.Join('\n', _log));

        Sequence(rig).ShouldBeGreaterThan(known);
        HoldsAll(rig);
    }

    [Fact]
    public async Task Session_that_goes_on_without_its_store_stores_everything_once_it_is_resumed_with_it()
    {
        await using var rig = await StartAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.State == MachineState.PositionActive);
        await rig.KillAsync();
        await _stored!.AbandonAsync();
        TakeAway();
        rig.Listener = null;
        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 3);
        await rig.KillAsync();
        GiveBack();

        rig.Listener = Keep;
        await rig.RunAsync();
        await Invariants.HoldAsync(rig);
        (await EndAsync(rig)).ShouldBeTrue(string.Join('\n', _log));
        HoldsAll(rig);
    }

    private StoredSession Keep(SessionPlan plan, SessionFolder folder, MinuteCandles candles)
    {
        var store = SessionStore.Open(Location, TimeProvider.System, hasOutbox: true);
        _stores.Add(store);
        return _stored = StoredSession.Open(store, plan, folder, TimeProvider.System, (_, text) => _log.Add(text), candles);
    }

    private async Task<LiveRig> StartAsync()
    {
        var rig = await LiveRig.StartAsync();
        rig.Listener = Keep;
        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 1);
        return rig;
    }

    /// <summary>Takes the store away, and only gives it back when time has passed and orders have filled.</summary>
    private async Task TradeThroughAsync(LiveRig rig, Action end)
    {
        TakeAway();
        var (fills, pending) = (rig.Effects.OfType<Fill>().Count(), _stored!.Pending);
        var clock = Stopwatch.StartNew();
        do
        {
            var trades = rig.Trades;
            await rig.TradeUntilAsync(rig.Onward, () => rig.Trades > trades);
        }
        while (clock.Elapsed < Outage);
        var missed = rig.Effects.OfType<Fill>().Count() - fills;
        missed.ShouldBeGreaterThan(1);
        _stored.Pending.ShouldBeGreaterThan(pending);
        TestContext.Current.TestOutputHelper?.WriteLine($"away for {clock.Elapsed.TotalSeconds:0.0} s: {missed} fills, {_stored.Pending} inputs waiting at its end");
        end();
    }

    private Task<bool> EndAsync(LiveRig rig)
    {
        var tracker = new PerformanceTracker(rig.Plan.Description);
        foreach (var effect in rig.Effects)
            tracker.Take(effect);
        var result = tracker.Result(new RunEnd { Events = 1, FirstTime = rig.Runner.Time, LastTime = rig.Runner.Time, IsComplete = true });
        return _stored!.EndAsync(result, rig.Runner.Time, SessionStatus.Stopped, null);
    }

    private long Sequence(LiveRig rig)
    {
        using var store = SessionStore.Open(Location, TimeProvider.System);
        return store.Find(rig.Folder.Key)!.LastSequence;
    }

    /// <summary>The store has row for row what the journal gives when a fresh engine runs it and a fresh store takes it, input by input.</summary>
    private void HoldsAll(LiveRig rig)
    {
        var counted = new Counted();
        rig.Replay(counted).Difference.ShouldBeNull();
        using (var fresh = SessionStore.Open(Fresh, TimeProvider.System))
        {
            var id = fresh.Begin(new NewSession { SessionKey = rig.Folder.Key, Description = rig.Plan.Description, Exchange = "mexc", Account = rig.Plan.AccountId, StartTime = default }).Id;
            rig.Replay(new OneByOne(fresh, id)).Difference.ShouldBeNull();
        }

        var (content, expected) = (StoreContent.Of(Location, rig.Folder.Key), StoreContent.Of(Fresh, rig.Folder.Key));
        foreach (var (table, rows) in expected)
            content[table].ShouldBe(rows, table);
        content["transitions"].Count.ShouldBe(counted.Effects.OfType<Transition>().Count());
        content["signal_history"].Count.ShouldBe(counted.Effects.OfType<Signal>().DistinctBy(s => s.SignalId).Count());
        content["order_events"].Count.ShouldBe(counted.Effects.OfType<Order>().Count());
        content["orders"].Count.ShouldBe(counted.Effects.OfType<Order>().DistinctBy(o => o.OrderId).Count());
        content["fills"].Count.ShouldBe(counted.Effects.OfType<Fill>().Count());
        content["position_events"].Count.ShouldBe(counted.Effects.OfType<PositionSnapshot>().Count());
        content["wallet"].Count.ShouldBe(counted.Effects.OfType<WalletPoint>().Count());
        content["alerts"].Count.ShouldBe(counted.Effects.OfType<Alert>().Count());
        content["performance"].Count.ShouldBeGreaterThan(0);
        // The last one may wait for the next effect.
        var (stored, ended) = (StoreContent.Candles(Location), Candles(rig));
        stored.Count.ShouldBeInRange(Math.Max(0, ended.Count - 1), ended.Count);
        stored.ShouldBe(ended.Take(stored.Count));
        Sequence(rig).ShouldBe(counted.Last);
    }

    /// <summary>Those of the minutes that are over, from the trades in the journal.</summary>
    private static List<string> Candles(LiveRig rig)
    {
        var trades = new List<MarketEvent>();
        using var journal = JournalReader.Open(rig.Folder.Journal);
        while (journal.Read() is { } record)
        {
            if (record is MarketInput { Event.Kind: MarketEventKind.Trade } input)
                trades.Add(input.Event);
        }

        return
        [
            .. trades.GroupBy(trade => trade.Time.Nanoseconds / 60_000_000_000).SkipLast(1).Select(minute => FormattableString.Invariant(
                $"{minute.Key} {minute.First().Price} {minute.Max(trade => trade.Price)} {minute.Min(trade => trade.Price)} {minute.Last().Price} {minute.Sum(trade => trade.Quantity)}")),
        ];
    }

    private sealed class Counted : ISessionSink
    {
        public List<EngineEffect> Effects { get; } = [];

        public long Last { get; private set; }

        public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
        {
            Effects.AddRange(effects);
            Last = sequence;
        }
    }

    private sealed class OneByOne(SessionStore store, long id) : ISessionSink
    {
        public void Take(long sequence, IReadOnlyList<EngineEffect> effects) => store.Append(id, sequence, effects);
    }
}
