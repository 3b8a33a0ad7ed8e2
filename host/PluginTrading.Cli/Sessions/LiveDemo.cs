using System.Text.Json.Nodes;
using PluginTrading.Cli.Commands;
using PluginTrading.Data.Generation;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>A live session against a local exchange, in one process: some minutes around a made-up pump, from signal to filled order to closed position.</summary>
internal sealed class LiveDemo(string? home, double speed, IAnsiConsole console)
{
    private const string Key = "sandbox-key";
    private const string Secret = "sandbox-secret";

    /// <summary>A day with a pump an hour; this seed's first is at 00:18.</summary>
    private static readonly GeneratorSettings Market = new() { Symbol = "PUMP_USDT", Days = 1, Pumps = 24, Seed = 2 };

    private static readonly long From = 11 * 60 * Timestamp.PerSecond;
    private static readonly long To = 23 * 60 * Timestamp.PerSecond;

    public int Run(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("plugintrading-demo-").FullName;
        try
        {
            return RunAsync(folder, cancellationToken).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var data = Path.Combine(folder, "data");
        PumpGenerator.Run(data, Market, null, cancellationToken);
        using var market = SandboxMarket.Open(data, [Market.Symbol], Market.Start.Plus(From), Market.Start.Plus(To));
        using var plugins = PluginFolders.Load([]);
        var sandbox = plugins.Components.Sandboxes["mexc"].Create(new SandboxSettings
        {
            Key = Key,
            Secret = Secret,
            Instruments = market.Instruments,
            Feed = market.Feed,
            Speed = speed,
            Time = TimeProvider.System,
            Log = static (_, _) => { },
        });
        await using (sandbox.ConfigureAwait(false))
        {
            await sandbox.StartAsync(cancellationToken).ConfigureAwait(false);
            console.WriteLine($"a local exchange that speaks MEXC's protocol listens on {sandbox.Address}; {(To - From) / (60 * Timestamp.PerSecond)} minutes of its market pass in about {(To - From) / (speed * Timestamp.PerSecond):0} s");
            var request = new RunRequest
            {
                Session = Session(folder, sandbox.Address),
                Home = home,
                OnStop = StopMode.Flatten,
                Secret = name => name == "SANDBOX_KEY" ? Key : name == "SANDBOX_SECRET" ? Secret : null,
                Until = sandbox.RunAsync,
            };
            // The session has a thread of its own, so that the market can move beside it.
            using var flow = new RunFlow(request, console);
            return await Task.Run(() => flow.Run(cancellationToken), CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The sample session with the sandbox's address; its strategies stay where they are, so that the session can be replayed later.</summary>
    private static string Session(string folder, Uri address)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "live-demo");
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(sample, "session.json")))!;
        var strategies = document["strategies"]!.AsArray();
        for (var i = 0; i < strategies.Count; i++)
            strategies[i] = Path.GetFullPath(strategies[i]!.GetValue<string>(), sample);
        document["market"]!["rest_url"] = $"http://{address.Authority}";
        document["market"]!["websocket_url"] = $"ws://{address.Authority}/edge";
        var session = Path.Combine(folder, "session.json");
        File.WriteAllText(session, document.ToJsonString());
        return session;
    }
}
