using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>What the commands show of a store with sessions, alerts and an audit log.</summary>
[Collection(nameof(ConsoleRun))]
public sealed class StoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SessionStore _store;
    private readonly long _id;

    public StoreCommandTests()
    {
        _store = SessionStore.Open(Store, TimeProvider.System);
        _id = Begin("k3f9w2qz7a");
    }

    private string Store => _folder.File("store.db");

    [Fact]
    public void Alerts_stand_until_they_are_acknowledged()
    {
        Append(1, Alert("foreign_order", AlertSeverity.Warning), Alert("margin_ratio", AlertSeverity.Critical), Alert("account", AlertSeverity.Info));

        var list = Run("alerts", "list");
        list.ExitCode.ShouldBe(0);
        list.Lines.Count(line => line.Contains("k3f9w2qz7a", StringComparison.Ordinal)).ShouldBe(2);
        list.Output.ShouldMatch(@"2\s+k3f9w2qz7a\s+1970-01-01 00:00:03\s+CRITICAL\s+margin_ratio\s+ABC_USDT\s+standing\s+look \[here\]");

        var acknowledged = Run("alerts", "ack", "1", "2");
        acknowledged.ExitCode.ShouldBe(0);
        acknowledged.Lines.ShouldBe([$"alert 1: seen by {Environment.UserName}", $"alert 2: seen by {Environment.UserName}"]);
        Run("alerts", "ack", "1").Output.ShouldContain("alert 1: somebody had seen it before");
        var unknown = Run("alerts", "ack", "1", "99");
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("There is no alert 99");

        Run("alerts", "list").Output.ShouldContain("No alert stands. --all shows");
        Run("alerts", "list", "--all").Output.ShouldContain($"seen by {Environment.UserName}");
        Run("audit", "list").Output.ShouldContain("acknowledge alert");
    }

    [Fact]
    public void Alerts_of_one_session_are_found_by_its_key()
    {
        Append(1, Alert("foreign_order", AlertSeverity.Warning));
        Begin("other");

        Run("alerts", "list", "--session", "k3f9w2qz7a").Output.ShouldContain("foreign_order");
        Run("alerts", "list", "--session", "other").Output.ShouldContain("No alert stands");
        var unknown = Run("alerts", "list", "--session", "nothing");
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("There is no session 'nothing'");
        Run("alerts", "list", "--limit", "0").ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public void Audit_log_is_listed_and_a_change_of_it_is_found()
    {
        Run("audit", "list").Output.ShouldContain("The audit log is empty.");
        for (var number = 1; number <= 3; number++)
            _store.Audit("ann", "level EntriesPaused", "{}", "handled", new Timestamp(number));
        Run("audit", "verify").Output.ShouldContain("The audit log is whole: 3 rows");
        Run("audit", "list", "--limit", "1").Lines.Count(line => line.Contains("ann", StringComparison.Ordinal)).ShouldBe(1);

        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Store};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER audit_log_is_not_changed; UPDATE audit_log SET who = 'bob' WHERE sequence = 2";
            command.ExecuteNonQuery();
        }

        var verify = Run("audit", "verify");
        verify.ExitCode.ShouldBe(1);
        verify.Error.ShouldContain("row 2 is not as it was written");
    }

    [Fact]
    public void Sessions_are_listed_by_status_and_one_is_shown_with_every_digit()
    {
        Append(1, Alert("foreign_order", AlertSeverity.Warning), new WalletPoint { Time = new Timestamp(1), Balance = 1000.123456789012345678m, Available = 1m, MarginUsed = 2m, UnrealizedPnl = 0m });
        _store.SetStatus(Begin("ended"), SessionStatus.Stopped, new Timestamp(5));

        Run("session", "list", "--status", "running").Output.ShouldContain("k3f9w2qz7a");
        Run("session", "list", "--status", "running").Output.ShouldNotContain("ended");
        Run("session", "list", "--status", "paused").Output.ShouldContain("The store has no such sessions.");
        Run("session", "show", "k3f9w2qz7a").Output.ShouldContain("foreign_order");

        using var json = JsonDocument.Parse(Run("session", "show", "k3f9w2qz7a", "--json").Output);
        json.RootElement.GetProperty("wallet").GetProperty("balance").GetRawText().ShouldBe("1000.123456789012345678");
        json.RootElement.GetProperty("session").GetProperty("status").GetString().ShouldBe("RUNNING");
        json.RootElement.GetProperty("alerts")[0].GetProperty("alert").GetProperty("raised_at").GetString().ShouldBe("1970-01-01T00:00:03.000000000Z");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private ConsoleRun Run(params string[] arguments) => ConsoleRun.Of([.. arguments, "--store", Store]);

    private void Append(long sequence, params EngineEffect[] effects) => _store.Append(_id, sequence, effects);

    private long Begin(string key) => _store.Begin(new NewSession
    {
        SessionKey = key,
        Description = new RunDescription { SessionType = "live", StrategyNames = ["test"], Symbols = ["ABC_USDT"], QuoteCurrency = "USDT", InitialBalance = 1000m, Settings = [] },
        StartTime = new Timestamp(0),
    }).Id;

    private static Alert Alert(string rule, AlertSeverity severity) =>
        new() { Severity = severity, Rule = rule, Symbol = "ABC_USDT", Text = "look [here]", RaisedAt = new Timestamp(3_000_000_000) };
}
