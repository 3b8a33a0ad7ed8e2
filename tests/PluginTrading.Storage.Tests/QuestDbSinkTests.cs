using System.Collections.Concurrent;
using Npgsql;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Postgres;
using PluginTrading.Storage.Tests.Postgres;
using PluginTrading.Storage.Tests.Sessions;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests;

/// <summary>What reaches the series' database. PostgreSQL stands in for QuestDB, whose protocol it speaks; a real one is used when <c>QUESTDB_URL</c> names it.</summary>
public sealed class QuestDbSinkTests
{
    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task The_series_are_sent_once_and_leave_the_outbox(Dialect dialect)
    {
        using var series = new TestPlace(Dialect.Postgres);
        using var place = new TestPlace(dialect);
        using var store = SessionStore.Open(place.Location, new FixedTime(), hasOutbox: true);
        var id = store.Begin(SampleSession.New()).Id;
        for (var number = 1; number <= 200; number++)
            store.Append(id, [SampleSession.Input(number)]);
        store.Append(id, [new StoredInput(201, []) { Candles = [new SeriesCandle("BTC_USDT", "1m", new Timestamp(60_000_000_123), 1, 2, 0.5, double.NaN, 10)] }]);
        store.Complete(id, SampleSession.Result);
        store.SetStatus(id, SessionStatus.Stopped, new Timestamp(250_000_000_000));
        await using var sink = new QuestDbSink(store, series.Location, TimeProvider.System, null, SeriesStandIn.Tables);

        (await sink.CloseAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();

        place.Number("SELECT count(*) FROM outbox").ShouldBe(0);
        foreach (var (table, count) in new[] { ("signal_history", 200), ("order_events", 400), ("position_events", 200), ("performance", 200), ("candles", 1), ("session_events", 2), ("backtest_results", 3) })
            series.Number($"SELECT count(*) FROM {table}").ShouldBe(count, table);
        series.Number("SELECT count(*) FROM order_events WHERE ts = '1970-01-01 00:00:07' AND seq > 0 AND client_order_id = 'o7' AND exchange_order_id = 'v7' AND signal_id = 7").ShouldBe(2);
        series.Number("SELECT count(*) FROM candles WHERE ts = '1970-01-01 00:01:00' AND o = 1 AND c IS NULL").ShouldBe(1);
        series.Number("SELECT count(*) FROM session_events WHERE ts = '1970-01-01 00:04:10' AND status = 'STOPPED' AND start_time IS NOT NULL AND created_by = 'ann'").ShouldBe(1);
        series.Number("SELECT count(*) FROM backtest_results WHERE strategy_name = '' AND total_trades > 0").ShouldBe(1);
    }

    [Fact]
    public async Task A_session_puts_aside_how_it_is_when_its_status_or_totals_change()
    {
        using var series = new TestPlace(Dialect.Postgres);
        using var place = new TestPlace(Dialect.Sqlite);
        using var store = SessionStore.Open(place.Location, new FixedTime(), hasOutbox: true);
        var id = store.Begin(SampleSession.New()).Id;
        store.Append(id, 1, [SampleSession.Input(1).Effects[0]]);
        store.Append(id, 2, [SampleSession.Input(2).Effects[0], new LevelChanged(new Timestamp(2_000_000_000), TradingLevel.Active, TradingLevel.EntriesPaused, "ann")]);
        store.Append(id, 3, [new SampleRun().Effects.OfType<Trade>().First()]);
        store.SetStatus(id, SessionStatus.Error, new Timestamp(long.MaxValue / 1000 * 1000), "the venue is gone");
        await using var sink = new QuestDbSink(store, series.Location, TimeProvider.System, null, SeriesStandIn.Tables);

        (await sink.CloseAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();

        series.Texts("SELECT status || ' ' || total_trades FROM session_events ORDER BY arrived").ShouldBe(["RUNNING 0", "PAUSED 0", "PAUSED 1", "ERROR 1"]);
    }

    [Fact]
    public async Task After_a_break_in_the_middle_every_row_is_there_once_and_in_order()
    {
        using var cluster = ThrowawayCluster.Start();
        using var place = new TestPlace(Dialect.Sqlite);
        using var store = SessionStore.Open(place.Location, TimeProvider.System, hasOutbox: true);
        var id = store.Begin(SampleSession.New()).Id;
        var states = new ConcurrentQueue<StoreWriterState>();
        await using var sink = new QuestDbSink(store, cluster.Location, TimeProvider.System, states.Enqueue, SeriesStandIn.Tables);
        var number = 0;
        Feed(700);
        // What was sent and could not be removed is sent again.
        place.Execute("INSERT INTO outbox (series, payload) SELECT series, payload FROM outbox ORDER BY outbox_id LIMIT 40");
        sink.Start();
        await UntilAsync(() => place.Number("SELECT count(*) FROM outbox") < 2000);
        cluster.StopAtOnce();
        Feed(700);
        await UntilAsync(() => states.Any(state => state.IsFailing));
        cluster.StartAgain();
        Feed(700);
        (await sink.CloseAsync(TimeSpan.FromMinutes(2))).ShouldBeTrue();

        place.Number("SELECT count(*) FROM outbox").ShouldBe(0);
        using var connection = new NpgsqlConnection(cluster.Location + ";Pooling=false");
        connection.Open();
        foreach (var (table, each) in new[] { ("signal_history", 1), ("order_events", 2), ("position_events", 1), ("performance", 1) })
        {
            var arrived = Numbers(connection, $"SELECT seq FROM {table} WHERE seq > 100 ORDER BY arrived");
            arrived.ShouldBeInOrder();
            Numbers(connection, $"SELECT seq FROM {table}").Count.ShouldBe(number * each, table);
            Numbers(connection, $"SELECT count(*) FROM (SELECT DISTINCT ts, session_id, seq FROM {table}) AS rows").Single().ShouldBe(number * each, table);
        }

        void Feed(int count)
        {
            for (var last = number + count; number < last;)
                store.Append(id, [SampleSession.Input(++number)]);
        }
    }

    [Fact]
    public async Task What_cannot_be_sent_waits_in_the_outbox()
    {
        using var place = new TestPlace(Dialect.Sqlite);
        using var store = SessionStore.Open(place.Location, new FixedTime(), hasOutbox: true);
        store.Append(store.Begin(SampleSession.New()).Id, [SampleSession.Input(1)]);
        await using var sink = new QuestDbSink(store, "Host=127.0.0.1;Port=1;Username=admin;Password=quest-secret;Database=qdb;Timeout=2", TimeProvider.System);

        var refused = await Should.ThrowAsync<StoreException>(() => sink.SendAsync(TestContext.Current.CancellationToken));

        refused.Message.ShouldStartWith("Store 'postgresql://127.0.0.1:1/qdb': QuestDB does not take the series");
        refused.ToString().ShouldNotContain("quest-secret");
        place.Number("SELECT count(*) FROM outbox").ShouldBe(6);
    }

    [Fact]
    public async Task Without_an_outbox_nothing_is_put_aside()
    {
        using var place = new TestPlace(Dialect.Sqlite);
        using var store = SessionStore.Open(place.Location, new FixedTime());
        store.Append(store.Begin(SampleSession.New()).Id, [SampleSession.Input(1) with { Candles = [new SeriesCandle("BTC_USDT", "1m", new Timestamp(0), 1, 1, 1, 1, 1)] }]);
        await using var sink = new QuestDbSink(store, "Host=127.0.0.1;Port=1;Username=admin", TimeProvider.System);

        (await sink.SendAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task A_real_QuestDB_takes_the_series_and_keeps_once_what_is_sent_twice()
    {
        var url = Environment.GetEnvironmentVariable("QUESTDB_URL");
        if (string.IsNullOrEmpty(url))
            Assert.Skip("needs a QuestDB; set QUESTDB_URL to postgres://admin:quest@127.0.0.1:8812/qdb or the like. Rows are added to its tables");
        using var place = new TestPlace(Dialect.Sqlite);
        using var store = SessionStore.Open(place.Location, new FixedTime(), hasOutbox: true);
        var id = store.Begin(SampleSession.New()).Id;
        var at = TimeProvider.System.GetUtcNow().Ticks;
        var order = SampleSession.Order(at, Sdk.Orders.OrderStatus.Filled, Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
        store.Append(id, 1, [order]);
        place.Execute("DELETE FROM outbox WHERE series <> 'order_events'");
        place.Execute("INSERT INTO outbox (series, payload) SELECT series, payload FROM outbox");
        await using var sink = new QuestDbSink(store, url, TimeProvider.System);

        (await sink.SendAsync(TestContext.Current.CancellationToken)).ShouldBe(2);

        var builder = new NpgsqlDataSourceBuilder(PostgresLocation.Parse(url).ConnectionString);
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false));
        await using var source = builder.Build();
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        long count = 0;
        for (var attempt = 0; attempt < 100 && count == 0; attempt++)
        {
            // Rows are seen some time after they were acknowledged.
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand($"SELECT count() FROM order_events WHERE client_order_id = '{order.OrderId}'", connection);
            count = (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }

        count.ShouldBe(1);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!isSo())
            await pace.WaitForNextTickAsync(limit.Token);
    }

    private static List<long> Numbers(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var numbers = new List<long>();
        while (reader.Read())
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }
}
