using System.Text;
using System.Text.Json.Nodes;
using PluginTrading.Documents;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Plugins;
using PluginTrading.Scripting;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Scripts;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Scripts;

/// <summary>The sample strategies, read as a session names them with the plugins loaded from disk, over eight made-up hours with a pump in each.</summary>
public sealed class SampleStrategies : IDisposable
{
    private readonly LoadedPlugins _plugins = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
    private readonly DocumentReader _reader;

    public SampleStrategies()
    {
        _plugins.Reports.ShouldAllBe(report => report.Status == PluginStatus.Loaded);
        _reader = new DocumentReader(_plugins.Components, new DocumentScripts(new ScriptCompiler(new())));
    }

    /// <summary>Folder of the samples.</summary>
    public static string Folder => Path.Combine(TestData.RepositoryRoot, "samples", "pump-and-dump");

    /// <summary>Reads a strategy as a session that runs it alone.</summary>
    /// <param name="strategy">A file of the samples, or <c>plugin-id/name</c>.</param>
    internal SessionDocument Session(string strategy)
    {
        JsonNode named = strategy.Contains('/', StringComparison.Ordinal) ? new JsonObject { ["plugin"] = strategy } : strategy;
        var text = new JsonObject
        {
            ["session_type"] = "backtest",
            ["strategies"] = new JsonArray(named),
            ["symbols"] = new JsonArray(PumpSeries.Instrument.Symbol),
            ["initial_balance"] = 1000,
            ["market"] = new JsonObject { ["dataset"] = "not read here" },
        };
        var result = _reader.ReadSession("session", Encoding.UTF8.GetBytes(text.ToJsonString()), Folder);
        result.Diagnostics.Select(d => $"{d.File}:{d.Line}:{d.Column} {d.Message}").ShouldBeEmpty();
        return result.Value!;
    }

    /// <summary>Every effect of a run of the session, in order.</summary>
    internal async Task<IReadOnlyList<EngineEffect>> PlayAsync(SessionDocument session)
    {
        var runner = new BacktestRunner(
            new()
            {
                Strategies = [.. session.Strategies.Select(s => s.Definition)],
                Instruments = [PumpSeries.Instrument],
                InitialBalance = session.InitialBalance,
                Fees = session.Fees,
                Risk = session.Risk,
            },
            _plugins.Components, session.Execution);
        await using var feed = new PumpSeries(hours: 8);
        var effects = new EffectList();
        var run = await runner.RunAsync(feed, effects, TestContext.Current.CancellationToken);
        run.IsComplete.ShouldBeTrue();
        return effects;
    }

    public void Dispose() => _plugins.Dispose();

    private sealed class EffectList : List<EngineEffect>, IBacktestObserver
    {
        public void OnEffect(EngineEffect effect) => Add(effect);

        public void OnBatch(ReadOnlySpan<MarketEvent> batch)
        {
        }
    }
}
