using System.Globalization;
using PluginTrading.Cli.Commands;
using PluginTrading.Cli.Results;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Plugins;
using PluginTrading.Results;
using PluginTrading.Results.Export;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using PluginTrading.Storage;
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
        if (request.Data is { } data)
        {
            document = document.SessionType == SessionType.Paper
                ? document.OnData(Path.GetFullPath(data))
                : throw new SessionException(document.Path, $"its session_type is '{document.SessionType.ToString().ToLowerInvariant()}'; --data expects 'paper', which alone can run over recorded data.");
        }

        return document.SessionType == SessionType.Collect ? new CollectFlow(request, console).Run(document, plugins, interruption) : Run(document, plugins, null, interruption);
    }

    private int Resume(string key, LoadedPlugins plugins, CancellationToken interruption)
    {
        if (SessionPlace.Find(request.Home, key) is not { } folder)
            return CommandOutcome.BadInput;
        JournalHeader header;
        using (var journal = JournalReader.Open(folder.Journal))
            header = journal.Header;
        return SessionPlace.Document(header, plugins) is { } document ? Run(document, plugins, folder, interruption) : CommandOutcome.BadInput;
    }

    /// <param name="document">What runs.</param>
    /// <param name="plugins">Where its parts come from.</param>
    /// <param name="resumed">The session to take up; <see langword="null"/> starts one.</param>
    /// <param name="interruption">The person wants it to stop.</param>
    private int Run(SessionDocument document, LoadedPlugins plugins, SessionFolder? resumed, CancellationToken interruption)
    {
        var time = TimeProvider.System;
        using var export = request.Export is { } directory ? new ResultExport(directory) : null;
        using var store = request.IsStored ? SessionStore.Open(StoreLocation.Resolve(request.Store, Environment.GetEnvironmentVariable), time, hasOutbox: request.QuestDb is not null) : null;
        var series = store is not null && request.QuestDb is { } questDb ? new QuestDbSink(store, questDb, time, TellQuestDb) : null;
        series?.Start();
        var services = new SessionServices { Time = time, Log = _lines.Log };
        var planner = new SessionPlanner(plugins.Components, services, request.Secret);
        var plan = planner.PlanAsync(document, interruption).GetAwaiter().GetResult();
        var performance = new PerformanceTracker(plan.Description);
        var span = new EventSpan();
        var folder = resumed ?? SessionFolder.Create(SessionPlace.Folder(request.Home));
        var stored = store is null ? null : StoredSession.Open(store, plan, folder, time, _lines.Log);
        // What is new in the store is told to it alone; the rest of a resumed session is told to everyone, so that figures and files are whole.
        services = services with { Sinks = [_lines, new EffectSinks([.. new IEffectSink?[] { performance, span, export }.OfType<IEffectSink>()]), .. stored is null ? [] : new[] { new Behind(stored) }] };
        var launcher = new SessionLauncher(plugins.Components, services, planner);
        _lines.Begin(folder.Key, plan);
        var runner = resumed is null ? launcher.StartAsync(plan, folder, interruption).GetAwaiter().GetResult() : launcher.Resume(plan, folder, 0);
        stored?.Changed(runner.ChangedStrategies, Environment.UserName, Timestamp.FromDateTimeOffset(time.GetUtcNow()));
        SessionEnd end;
        try
        {
            end = RunAsync(runner, plan, folder, stored, interruption).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (stored is not null)
        {
            stored.EndAsync(null, runner.Time, SessionStatus.Error, exception.Message).GetAwaiter().GetResult();
            throw;
        }

        var result = performance.Result(new RunEnd { Events = end.Events, FirstTime = span.First, LastTime = span.First is null ? null : end.Time, IsComplete = end.IsStopped });
        export?.Complete(result);
        series?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        new ResultSummary(console).Write(result, [], [], "");
        Show(folder, end, result, stored, document);
        return CommandOutcome.Done;
    }

    private void TellQuestDb(StoreWriterState state) => _lines.Log(
        state.IsFailing ? AlertSeverity.Warning : AlertSeverity.Info, state.IsFailing ? $"QuestDB takes nothing: {state.Cause}; the series wait in the store" : "QuestDB takes the series again");

    private void Show(SessionFolder folder, SessionEnd end, RunResult result, StoredSession? stored, SessionDocument document)
    {
        if (stored is not null)
        {
            var left = stored.EndAsync(result, end.Time, SessionStatus.Stopped, end.IsStopped ? null : "not everything could be ended; resume it").GetAwaiter().GetResult();
            Console.Out.WriteLine(left == 0
                ? string.Create(CultureInfo.InvariantCulture, $"kept as {stored.Id}: plugintrading session show {folder.Key}")
                : $"{left} inputs could not be stored; they are in the journal and are stored when the session is resumed");
        }

        if (request.Export is { } written)
            Console.Out.WriteLine($"result files: {written}");
        Console.Out.WriteLine($"replay: plugintrading replay {folder.Key}");
        if (document.Market is not DatasetMarket)
            Console.Out.WriteLine($"resume: plugintrading run --resume {folder.Key}");
    }

    private async Task<SessionEnd> RunAsync(SessionRunner runner, SessionPlan plan, SessionFolder folder, StoredSession? stored, CancellationToken interruption)
    {
        using var running = new CancellationTokenSource();
        await using var session = runner.ConfigureAwait(false);
        using var registration = interruption.Register(() => runner.RequestStop(request.OnStop ?? StopQuestion.Ask()));
        using var limit = request.Seconds is { } seconds ? new Timer(_ => runner.RequestStop(request.OnStop ?? StopMode.Keep), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan) : null;
        var until = request.Until is { } begin ? StopAfterAsync(begin(running.Token), runner) : Task.CompletedTask;
        var commands = new CommandBox(folder, TimeProvider.System).RunAsync(runner, plan.Document.Symbols, note => stored?.Audit(note, runner.Time), _lines.Log, running.Token);
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

    /// <summary>Hands on what the store does not have yet.</summary>
    private sealed class Behind(StoredSession stored) : ISessionSink
    {
        public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
        {
            if (sequence > stored.LastSequence)
                stored.Take(sequence, effects);
        }
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
