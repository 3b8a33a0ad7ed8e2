using System.Text.RegularExpressions;
using Npgsql;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Postgres;
using PluginTrading.Storage.QuestDb;
using PluginTrading.Storage.Tests.Sessions;

namespace PluginTrading.Storage.Tests;

/// <summary>What reaches the series' database. PostgreSQL stands in for QuestDB, whose protocol it speaks; a real one is used when <c>QUESTDB_URL</c> names it.</summary>
public sealed partial class QuestDbSinkTests
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
        store.AppendCandles([new SeriesCandle("BTC_USDT", "1m", new Timestamp(60_000_000_123), 1, 2, 0.5, double.NaN, 10)]);
        await using var sink = new QuestDbSink(store, series.Location, TimeProvider.System, null, PostgresTables);

        var sent = 0;
        for (int count; (count = await sink.SendAsync(TestContext.Current.CancellationToken)) > 0;)
            sent += count;

        sent.ShouldBe((200 * 5) + 1);
        place.Number("SELECT count(*) FROM outbox").ShouldBe(0);
        foreach (var (table, count) in new[] { ("signal_history", 200), ("order_events", 400), ("position_events", 200), ("performance", 200), ("candles", 1) })
            series.Number($"SELECT count(*) FROM {table}").ShouldBe(count);
        series.Number("SELECT count(*) FROM order_events WHERE ts = '1970-01-01 00:00:07' AND seq > 0 AND client_order_id = 'o7' AND exchange_order_id = 'v7' AND signal_id = 7").ShouldBe(2);
        series.Number("SELECT count(*) FROM candles WHERE ts = '1970-01-01 00:01:00' AND o = 1 AND c IS NULL").ShouldBe(1);
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
        place.Number("SELECT count(*) FROM outbox").ShouldBe(5);
    }

    [Fact]
    public async Task Without_an_outbox_nothing_is_put_aside()
    {
        using var place = new TestPlace(Dialect.Sqlite);
        using var store = SessionStore.Open(place.Location, new FixedTime());
        store.Append(store.Begin(SampleSession.New()).Id, [SampleSession.Input(1)]);
        store.AppendCandles([new SeriesCandle("BTC_USDT", "1m", new Timestamp(0), 1, 1, 1, 1, 1)]);
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

    /// <summary>The series' tables with PostgreSQL's names of types.</summary>
    private static IReadOnlyList<string> PostgresTables { get; } =
    [
        .. SeriesSchema.Statements.Select(statement => Symbols().Replace(statement[..(statement.LastIndexOf(") TIMESTAMP(", StringComparison.Ordinal) + 1)], "text")
            .Replace(" DOUBLE", " double precision").Replace(" LONG", " bigint").Replace(" VARCHAR", " text")),
    ];

    [GeneratedRegex(@"SYMBOL( CAPACITY \d+)?( NOCACHE| CACHE)?( INDEX)?")]
    private static partial Regex Symbols();
}
