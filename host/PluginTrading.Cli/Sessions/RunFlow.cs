using PluginTrading.Cli.Commands;
using PluginTrading.Cli.Results;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Plugins;
using PluginTrading.Results;
using PluginTrading.Results.Export;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>A session at run time as a person meets it: started or resumed, watched line by line, stopped, summed up.</summary>
internal sealed class RunFlow(RunRequest request, IAnsiConsole console)
{
    private readonly SessionLines _lines = new(console);

    /// <summary>Runs it and returns the exit code.</summary>
    public int Run(CancellationToken interruption)
    {
        using var plugins = PluginFolders.Load(request.Plugins);
        return request.Resume is { } key ? Resume(key, plugins, interruption) : Start(plugins, interruption);
    }

    private int Start(LoadedPlugins plugins, CancellationToken interruption)
    {
        if (SessionFile.Read(request.Session!, plugins) is not { } document)
            return CommandOutcome.BadInput;
        if (document.SessionType == SessionType.Collect)
            return new CollectFlow(request, console).Run(document, plugins, interruption);
        return Run(document, plugins, (planner, launcher, plan) =>
        {
            var folder = SessionFolder.Create(SessionPlace.Folder(request.Home));
            return (folder, launcher(null).StartAsync(plan, folder, interruption).GetAwaiter().GetResult());
        }, interruption);
    }

    private int Resume(string key, LoadedPlugins plugins, CancellationToken interruption)
    {
        if (SessionPlace.Find(request.Home, key) is not { } folder)
            return CommandOutcome.BadInput;
        JournalHeader header;
        using (var journal = JournalReader.Open(folder.Journal))
            header = journal.Header;
        if (SessionPlace.Document(header, plugins) is not { } document)
            return CommandOutcome.BadInput;
        return Run(document, plugins, (planner, launcher, plan) => (folder, launcher(header).Resume(plan, folder, 0)), interruption);
    }

    private int Run(
        SessionDocument document, LoadedPlugins plugins, Func<SessionPlanner, Func<JournalHeader?, SessionLauncher>, SessionPlan, (SessionFolder, SessionRunner)> open, CancellationToken interruption)
    {
        var time = TimeProvider.System;
        using var export = request.Export is { } directory ? new ResultExport(directory) : null;
        var services = new SessionServices { Time = time, Log = _lines.Log };
        var planner = new SessionPlanner(plugins.Components, services, request.Secret);
        var plan = planner.PlanAsync(document, interruption).GetAwaiter().GetResult();
        var performance = new PerformanceTracker(plan.Description);
        var span = new EventSpan();
        services = services with { Sinks = [_lines, new EffectSinks([.. new IEffectSink?[] { performance, span, export }.OfType<IEffectSink>()])] };
        var (folder, runner) = open(planner, _ => new SessionLauncher(plugins.Components, services, planner), plan);
        _lines.Begin(folder.Key, plan);
        var end = RunAsync(runner, plan, folder, interruption).GetAwaiter().GetResult();
        var result = performance.Result(new RunEnd { Events = end.Events, FirstTime = span.First, LastTime = span.First is null ? null : end.Time, IsComplete = end.IsStopped });
        export?.Complete(result);
        new ResultSummary(console).Write(result, [], [], "");
        if (request.Export is { } written)
            Console.Out.WriteLine($"result files: {written}");
        Console.Out.WriteLine(end.IsStopped && document.Market is DatasetMarket ? $"replay: plugintrading replay {folder.Key}" : $"resume: plugintrading run --resume {folder.Key}");
        return CommandOutcome.Done;
    }

    private async Task<SessionEnd> RunAsync(SessionRunner runner, SessionPlan plan, SessionFolder folder, CancellationToken interruption)
    {
        using var running = new CancellationTokenSource();
        await using var session = runner.ConfigureAwait(false);
        using var registration = interruption.Register(() => runner.RequestStop(request.OnStop ?? StopQuestion.Ask()));
        using var limit = request.Seconds is { } seconds ? new Timer(_ => runner.RequestStop(request.OnStop ?? StopMode.Keep), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan) : null;
        var until = request.Until is { } begin ? StopAfterAsync(begin(running.Token), runner) : Task.CompletedTask;
        var commands = new CommandBox(folder, TimeProvider.System).RunAsync(runner, plan.Document.Symbols, _lines.Log, running.Token);
        try
        {
            return await runner.RunAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await running.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(commands, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (plan.Exchange is { } exchange)
                await exchange.DisposeAsync().ConfigureAwait(false);
            if (plan.Feed is { } feed)
                await feed.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task StopAfterAsync(Task task, SessionRunner runner)
    {
        await task.ConfigureAwait(false);
        runner.RequestStop(request.OnStop ?? StopMode.Keep);
    }

    /// <summary>The curve's first time: when the session began.</summary>
    private sealed class EventSpan : IEffectSink
    {
        public Timestamp? First { get; private set; }

        public void Take(EngineEffect effect) => First ??= (effect as EquityPoint)?.Time;
    }

    /// <summary>Hands a session's effects to readers that read one by one.</summary>
    private sealed class EffectSinks(IReadOnlyList<IEffectSink> sinks) : ISessionSink
    {
        public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
        {
            foreach (var effect in effects)
            {
                foreach (var sink in sinks)
                    sink.Take(effect);
            }
        }
    }
}
