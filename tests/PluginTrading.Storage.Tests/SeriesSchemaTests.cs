using System.Diagnostics;
using PluginTrading.Storage.QuestDb;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests;

/// <summary>Whether QuestDB would take the tables of the series.</summary>
public sealed class SeriesSchemaTests
{
    private static readonly string Schema = Path.Combine(TestData.RepositoryRoot, "schemas", "sql", "questdb", "0001_series.sql");

    [Fact]
    public void The_tables_of_the_series_are_in_QuestDBs_grammar()
    {
        var (exitCode, output) = Check(Schema);

        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{SeriesSchema.Statements.Count} statements");
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
