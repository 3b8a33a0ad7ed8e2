using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>Commands to a session that runs, given from another process.</summary>
public sealed class SessionCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxProcess _sandbox;

    public SessionCommandTests() => _sandbox = new SandboxProcess(_folder.Path);

    [Fact]
    public void Each_command_stands_in_the_audit_log()
    {
        using var session = new RunningCli(_folder.Path, ["run", Paper()]);
        var key = session.WaitForLine("session ").Split(' ', ':')[1];
        CliProcess.Run(_folder.Path, "session", "pause", key).ExitCode.ShouldBe(0);
        SpinWait.SpinUntil(() => CliProcess.Run(_folder.Path, "session", "list", "--status", "paused").Output.Contains(key, StringComparison.Ordinal), TimeSpan.FromMinutes(2)).ShouldBeTrue(session.LastLines());
        CliProcess.Run(_folder.Path, "session", "stop", key).ExitCode.ShouldBe(0);
        session.WaitForEnd().ShouldBe(0);

        var audit = CliProcess.Run(_folder.Path, "audit", "list").Output;
        audit.ShouldMatch($$"""{{Environment.UserName}}\s+level EntriesPaused\s+{"session":"{{key}}","symbol":null}\s+handled""");
        audit.ShouldMatch($"{Environment.UserName}\\s+stop Keep");
        CliProcess.Run(_folder.Path, "audit", "verify").ExitCode.ShouldBe(0);
        CliProcess.Run(_folder.Path, "session", "list", "--status", "stopped").Output.ShouldContain(key);
    }

    public void Dispose()
    {
        _sandbox.Dispose();
        _folder.Dispose();
    }

    private string Paper()
    {
        var path = SampleSession.Write(_folder.Path, "momentum_long.json");
        var session = JsonNode.Parse(File.ReadAllText(path))!;
        session["session_type"] = "paper";
        session["market"] = new JsonObject { ["exchange"] = "mexc", ["rest_url"] = $"http://{_sandbox.Address}", ["websocket_url"] = $"ws://{_sandbox.Address}/edge" };
        File.WriteAllText(path, session.ToJsonString());
        return path;
    }
}
