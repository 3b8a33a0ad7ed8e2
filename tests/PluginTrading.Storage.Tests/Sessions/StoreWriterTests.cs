using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Tests.Postgres;

namespace PluginTrading.Storage.Tests.Sessions;

public sealed class SqliteStoreWriterTests() : StoreWriterTests(Dialect.Sqlite)
{
    [Fact]
    public async Task Nothing_is_lost_when_another_connection_locks_the_file()
    {
        using var other = new SqliteConnection($"Data Source={Place.Location};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        await Feed_through_an_outage(
            () =>
            {
                command.CommandText = "BEGIN IMMEDIATE";
                command.ExecuteNonQuery();
            },
            () =>
            {
                command.CommandText = "ROLLBACK";
                command.ExecuteNonQuery();
            },
            mustFail: IsLong);
    }
}

public sealed class PostgresStoreWriterTests() : StoreWriterTests(Dialect.Postgres)
{
    [Fact]
    public async Task Nothing_is_lost_when_the_server_breaks_down()
    {
        using var cluster = ThrowawayCluster.Start();
        using var store = SessionStore.Open(cluster.Location, TimeProvider.System);
        await Feed_through_an_outage(cluster.StopAtOnce, cluster.StartAgain, mustFail: true, store);

        // Connections that broke while they waited are replaced without anybody noticing.
        store.Find(1).ShouldNotBeNull();
        cluster.StopAtOnce();
        cluster.StartAgain();
        store.Find(1).ShouldNotBeNull();
        store.SetStatus(1, SessionStatus.Paused, new Timestamp(1));
        store.Find(1)!.Status.ShouldBe(SessionStatus.Paused);
    }
}

/// <summary>What a writer does with a store of either kind, when it works and when it fails.</summary>
public abstract class StoreWriterTests : IDisposable
{
    /// <summary>How long a test waits for what must come; much longer than it takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly SessionStore _store;

    protected StoreWriterTests(Dialect dialect)
    {
        Place = new TestPlace(dialect);
        _store = SessionStore.Open(Place.Location, TimeProvider.System);
    }

    private protected static bool IsLong => Environment.GetEnvironmentVariable("PLUGINTRADING_LONG_TESTS") is { Length: > 0 };

    private protected TestPlace Place { get; }

    public void Dispose()
    {
        _store.Dispose();
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_taken_is_stored_in_order()
    {
        var id = _store.Begin(SampleSession.New()).Id;
        var writer = new StoreWriter(_store, id, TimeProvider.System);
        for (var number = 1; number <= 300; number++)
            writer.Take(SampleSession.Input(number));

        (await writer.FlushAsync(Limit, TestContext.Current.CancellationToken)).ShouldBeTrue();

        writer.Pending.ShouldBe(0);
        _store.Find(id)!.LastSequence.ShouldBe(300);
        _store.Fills(id).Select(fill => fill.Fill.FillId).ShouldBe(Enumerable.Range(1, 300).Select(number => $"f{number}"));
        Should.Throw<ArgumentException>(() => writer.Take(SampleSession.Input(300))).Message.ShouldContain("Input 300 follows 300");
        (await writer.CloseAsync(Limit)).ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => writer.Take(SampleSession.Input(301)));
        writer.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Closing_gives_up_after_the_limit_and_feeding_again_repairs_it()
    {
        var id = _store.Begin(SampleSession.New()).Id;
        var states = new ConcurrentQueue<StoreWriterState>();
        var writer = new StoreWriter(_store, id, TimeProvider.System, states.Enqueue);
        Place.Execute("ALTER TABLE wallet RENAME TO wallet_away");
        writer.Take(SampleSession.Input(1));
        writer.Take(SampleSession.Input(2));

        (await writer.FlushAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await writer.CloseAsync(TimeSpan.FromMilliseconds(100))).ShouldBe(2);

        states.First().IsFailing.ShouldBeTrue();
        states.First().Cause!.ShouldContain("wallet");
        Place.Execute("ALTER TABLE wallet_away RENAME TO wallet");
        await using var next = new StoreWriter(_store, id, TimeProvider.System);
        next.Take(SampleSession.Input(1));
        next.Take(SampleSession.Input(2));
        (await next.FlushAsync(Limit, TestContext.Current.CancellationToken)).ShouldBeTrue();
        _store.Find(id)!.LastSequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_stop_the_writing()
    {
        var id = _store.Begin(SampleSession.New()).Id;
        await using var writer = new StoreWriter(_store, id, TimeProvider.System, _ => throw new InvalidOperationException("listener"));
        Place.Execute("ALTER TABLE wallet RENAME TO wallet_away");
        writer.Take(SampleSession.Input(1));
        (await writer.FlushAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)).ShouldBeFalse();
        Place.Execute("ALTER TABLE wallet_away RENAME TO wallet");

        (await writer.FlushAsync(Limit, TestContext.Current.CancellationToken)).ShouldBeTrue();
        writer.State.ShouldBe(StoreWriterState.Working);
    }

    /// <summary>Feeds a writer before, through and after an outage, and looks whether all of it is stored, once and in order.</summary>
    private protected async Task Feed_through_an_outage(Action begin, Action end, bool mustFail, SessionStore? store = null)
    {
        store ??= _store;
        var outage = IsLong ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(2);
        var id = store.Begin(SampleSession.New()).Id;
        var states = new ConcurrentQueue<StoreWriterState>();
        await using var writer = new StoreWriter(store, id, TimeProvider.System, states.Enqueue);
        var number = 0;
        await Feed(TimeSpan.FromSeconds(0.5));
        begin();
        var slowest = await Feed(outage);
        writer.Pending.ShouldBeGreaterThan(0);
        end();
        await Feed(TimeSpan.FromSeconds(0.5));

        (await writer.FlushAsync(Limit, TestContext.Current.CancellationToken)).ShouldBeTrue();

        store.Find(id)!.LastSequence.ShouldBe(number);
        store.Fills(id).Select(fill => fill.Fill.FillId).ShouldBe(Enumerable.Range(1, number).Select(n => $"f{n}"));
        if (mustFail)
        {
            states.First().ShouldSatisfyAllConditions(state => state.IsFailing.ShouldBeTrue(), state => state.Cause.ShouldNotBeNullOrEmpty());
            states.Last().ShouldBe(StoreWriterState.Working);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{number} inputs, slowest take {slowest.TotalMilliseconds:0.000} ms, {states.Count} changes of state");

        async Task<TimeSpan> Feed(TimeSpan time)
        {
            var longest = TimeSpan.Zero;
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
            {
                var before = clock.Elapsed;
                writer.Take(SampleSession.Input(++number));
                longest = clock.Elapsed - before > longest ? clock.Elapsed - before : longest;
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            return longest;
        }
    }
}
