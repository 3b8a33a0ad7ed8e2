using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Documents;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Export;
using PluginTrading.Results.Performance;
using PluginTrading.Results.Report;
using PluginTrading.Scripting;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Scripts;
using PluginTrading.Service.Sessions;
using PluginTrading.Service.Tests.Scripts;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>The same session as a backtest and as a paper session, each with its result files.</summary>
internal static class SessionRun
{
    public static SessionDocument Document(string type, string market, string symbol, params string[] strategies)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["session_type"] = type,
            ["strategies"] = new JsonArray([.. strategies.Select(s => JsonValue.Create(s))]),
            ["symbols"] = new JsonArray(symbol),
            ["initial_balance"] = 1000,
            ["market"] = JsonNode.Parse(market),
        });
        var result = new DocumentReader(CollectRig.Plugins.Components, new DocumentScripts(new ScriptCompiler(new()))).ReadSession("session", text, SampleStrategies.Folder);
        return result.Value.ShouldNotBeNull(string.Join('\n', result.Diagnostics));
    }

    public static string Dataset(string folder) => new JsonObject { ["dataset"] = folder }.ToJsonString();

    /// <summary>Runs a backtest into result files.</summary>
    public static async Task BacktestAsync(SessionDocument document, string export)
    {
        var plan = BacktestPlan.Create(document);
        using var files = new ResultExport(export);
        files.Complete(await new BacktestJob(plan, CollectRig.Plugins.Components).RunAsync([files], new ReportRecorder(plan.Description), null, TestContext.Current.CancellationToken));
    }

    /// <summary>Runs a paper session into result files until its data end or <paramref name="until"/> does.</summary>
    /// <param name="document">The session.</param>
    /// <param name="home">Folder of its journal.</param>
    /// <param name="export">Folder of the result files.</param>
    /// <param name="until">Begun once the session runs; the session is stopped when it ends.</param>
    /// <param name="log">Takes what it tells.</param>
    public static async Task PaperAsync(SessionDocument document, string home, string export, Func<Task>? until = null, Action<AlertSeverity, string>? log = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var files = new ResultExport(export);
        var services = new SessionServices { Time = TimeProvider.System, Log = log ?? (static (_, _) => { }) };
        var planner = new SessionPlanner(CollectRig.Plugins.Components, services, static _ => null);
        // A machine that is busy makes events late and the feed silent; neither is to move the session's time here. A tick also tells that data are good.
        var plan = await planner.PlanAsync(document, cancellation) with { Supervision = new() { LateAfterSeconds = 1e9, TickSeconds = 4 } };
        var performance = new PerformanceTracker(plan.Description);
        var sinks = new EffectSinks([performance, files]);
        services = services with { Sinks = [sinks] };
        await using var runner = await new SessionLauncher(CollectRig.Plugins.Components, services, planner).StartAsync(plan, SessionFolder.Create(home), cancellation);
        var running = Task.Run(() => runner.RunAsync(cancellation), cancellation);
        if (until is not null)
        {
            await until();
            runner.RequestStop(StopMode.Keep);
        }

        var end = await running;
        files.Complete(performance.Result(new RunEnd { Events = end.Events, FirstTime = sinks.First, LastTime = end.Time, IsComplete = end.IsStopped }));
        if (plan.Exchange is { } exchange)
            await exchange.DisposeAsync();
        if (plan.Feed is { } feed)
            await feed.DisposeAsync();
    }

    /// <summary>The market events that a paper session has handled, by its journal.</summary>
    /// <param name="home">Folder of its journal.</param>
    public static List<MarketEvent> Handled(string home)
    {
        using var journal = JournalReader.Open(SessionFolder.All(home).Single().Journal);
        var events = new List<MarketEvent>();
        while (journal.Read() is { } record)
        {
            if (record is MarketInput market)
                events.Add(market.Event);
        }

        return events;
    }

    /// <summary>The result files by name.</summary>
    public static Dictionary<string, string> Files(string export) => Directory.GetFiles(export).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllText);

    private sealed class EffectSinks(IReadOnlyList<IEffectSink> sinks) : ISessionSink
    {
        public Timestamp? First { get; private set; }

        public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
        {
            foreach (var effect in effects)
            {
                First ??= (effect as EquityPoint)?.Time;
                foreach (var sink in sinks)
                    sink.Take(effect);
            }
        }
    }
}
