using System.Diagnostics;
using System.Text.RegularExpressions;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Storage.QuestDb;
using PluginTrading.Storage.Tests.Sessions;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests;

/// <summary>Whether QuestDB would take the tables of the series, and the rows that are sent to them.</summary>
public sealed class SeriesSchemaTests
{
    private static readonly Regex CreateTable = new(@"CREATE TABLE IF NOT EXISTS (\w+) \((.*)\) TIMESTAMP\(", RegexOptions.Singleline);
    private static readonly Regex Insert = new(@"^INSERT INTO \w+ \(([^)]*)\)");
    private static readonly Regex Parameter = new(@"\$\d+");
    private static readonly string Schema = Path.Combine(TestData.RepositoryRoot, "schemas", "sql", "questdb", "0001_series.sql");

    [Fact]
    public void The_tables_of_the_series_are_in_QuestDBs_grammar()
    {
        var (exitCode, output) = Check(Schema);

        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{SeriesSchema.Statements.Count} statements");
    }

    [Fact]
    public void Every_row_is_inserted_in_QuestDBs_grammar_into_columns_of_its_table_and_fills_all_of_them()
    {
        using var place = new TestPlace(Dialect.Sqlite);
        var rows = OfEveryKind(place);
        var columns = SeriesSchema.Statements.Select(statement => CreateTable.Match(statement)).ToDictionary(
            table => table.Groups[1].Value, table => table.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries).Select(column => column.Split(' ')[0]).ToList());
        rows.Select(row => row.Series).Distinct().ShouldBe(columns.Keys, ignoreOrder: true);
        foreach (var group in rows.GroupBy(row => row.Series))
        {
            var inserted = group.SelectMany(row => Insert.Match(SeriesRow.Insert(row.Series, row.Payload).CommandText).Groups[1].Value.Split(", ")).Distinct();
            inserted.ShouldBe(columns[group.Key], ignoreOrder: true, group.Key);
        }

        using var folder = new TemporaryFolder();
        // The grammar knows no parameters: a number stands for each.
        var statements = rows.Select(row => Parameter.Replace(SeriesRow.Insert(row.Series, row.Payload).CommandText, "1")).Distinct().ToList();
        File.WriteAllText(folder.File("inserts.sql"), string.Join(";\n", statements));
        var (exitCode, output) = Check(folder.File("inserts.sql"));
        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{statements.Count} statements");
    }

    /// <summary>What a session of which everything is known puts aside.</summary>
    private static IReadOnlyList<(string Series, string Payload)> OfEveryKind(TestPlace place)
    {
        using var store = SessionStore.Open(place.Location, new FixedTime(), hasOutbox: true);
        var id = store.Begin(SampleSession.New()).Id;
        var input = SampleSession.Input(1);
        var signal = input.Effects.OfType<Signal>().Single();
        var position = SampleSession.Position(1, new Timestamp(4));
        var point = input.Effects.OfType<EquityPoint>().Single();
        var loss = new SampleRun().Effects.OfType<Trade>().First(trade => trade.Pnl < 0);
        List<EngineEffect> effects =
        [
            .. input.Effects, signal with { Confidence = 0.5, RejectionReason = "risk" },
            SampleSession.Order(1, OrderStatus.Rejected, new Timestamp(3)) with { RejectionReason = "venue" },
            position with { Quantity = 0m, CloseTime = new Timestamp(4), CloseReason = "stop" }, loss with { ExitTime = new Timestamp(5) },
        ];
        foreach (var day in new[] { 1, 2, 3 })
            effects.Add(point with { Time = new Timestamp(day * Timestamp.PerDay), Equity = 1000m - (day * day) });
        store.Append(id, [new StoredInput(1, effects) { Candles = [new SeriesCandle("BTC_USDT", "1m", new Timestamp(0), 1, 2, 0.5, 1, 10)] }]);
        store.Complete(id, SampleSession.Result with { Description = SampleRun.Description });
        store.SetStatus(id, SessionStatus.Stopped, new Timestamp(9));
        return [.. place.Texts("SELECT series || ' ' || payload FROM outbox").Select(row => row.Split(' ', 2)).Select(row => (row[0], row[1]))];
    }

    [Fact]
    public void The_check_refuses_what_QuestDB_refuses()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("wrong.sql"), "CREATE TABLE a (x STRING PRIMARY KEY);");

        Check(folder.File("wrong.sql")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Every_table_drops_what_is_sent_twice() =>
        SeriesSchema.Statements.ShouldAllBe(statement => statement.StartsWith("CREATE TABLE IF NOT EXISTS ") && statement.Contains(" WAL DEDUP UPSERT KEYS("));

    private static (int ExitCode, string Output) Check(string file)
    {
        var folder = Path.Combine(TestData.RepositoryRoot, "tests", "PluginTrading.Storage.Tests", "questdb");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@questdb", "sql-parser")))
            Missing($"the package @questdb/sql-parser; run npm ci in {folder}");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", ["check.mjs", file]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing("the program node");
            throw;
        }
    }

    private static void Missing(string what)
    {
        Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", $"CI has {what}");
        Assert.Skip($"needs {what}");
    }
}
