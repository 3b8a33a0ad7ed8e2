using System.Globalization;
using PluginTrading.Cli.Commands;
using PluginTrading.Cli.Results;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Plugins;
using PluginTrading.Results;
using PluginTrading.Results.Export;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using PluginTrading.Storage;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>A session at run time as a person meets it: started or resumed, watched line by line, stopped, summed up.</summary>
internal sealed class RunFlow(RunRequest request, IAnsiConsole console) : IDisposable
{
    private readonly SessionLines _lines = new(console);

    /// <summary>Runs it and returns the exit code.</summary>
    public int Run(CancellationToken interruption)
    {
        using var plugins = PluginFolders.Load(request.Plugins);
        return request.Resume is { } key ? Resume(key, plugins, interruption) : Start(plugins, interruption);
    }

    public void Dispose() => _lines.Dispose();

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
        using var store = request.IsStored ? OpenStore(resumed) : null;
        var services = new SessionServices { Time = time, Log = _lines.Log, Detail = _lines.Detail };
        var planner = new SessionPlanner(plugins.Components, services, request.Secret);
        var plan = planner.PlanAsync(document, interruption).GetAwaiter().GetResult();
        var figures = new SessionFigures(plan.Description);
        var folder = resumed ?? SessionFolder.Create(SessionPlace.Folder(request.Home));
        _lines.Keep(folder);
        // Recorded data have their candles already.
        var candles = store is { HasSeries: true } && plan.Exchange is not null ? new MinuteCandles(document.Symbols) : null;
        var stored = store is null ? null : StoredSession.Open(store.Store, plan, folder, time, _lines.Log, candles);
        services = services with { Candles = candles, Sinks = [_lines, figures, .. new ISessionSink?[] { export is null ? null : new EffectSink(export), stored }.OfType<ISessionSink>()] };
        var launcher = new SessionLauncher(plugins.Components, services, planner);
        SessionRunner? runner = null;
        SessionEnd end;
        try
        {
            // A resumed session is told to everyone from its beginning, so that figures and files are whole; the store takes what it lacks.
            runner = resumed is null ? launcher.StartAsync(plan, folder, interruption).GetAwaiter().GetResult() : launcher.Resume(plan, folder, 0);
            _lines.Begin(folder.Key, plan, resumed is null ? null : runner);
            end = RunAsync(runner, plan, folder, stored, interruption).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            _lines.Failed(exception);
            stored?.EndAsync(null, runner?.Time ?? Timestamp.FromDateTimeOffset(time.GetUtcNow()), SessionStatus.Error, exception.Message).GetAwaiter().GetResult();
            if (runner is null && resumed is null)
            {
                _lines.Dispose();
                folder.Remove();
            }

            throw;
        }

        var result = figures.Result(end.Events, end.Time, end.IsStopped);
        export?.Complete(result);
        var isStored = stored?.EndAsync(result, end.Time, SessionStatus.Stopped, end.IsStopped ? null : "not everything could be ended; resume it").GetAwaiter().GetResult() == true;
        store?.SendSeries();
        new ResultSummary(console).Write(result, [], [], "");
        Show(folder, isStored ? stored : null, document);
        return CommandOutcome.Done;
    }

    private RunStore OpenStore(SessionFolder? resumed) => RunStore.Open(
        request.Store, request.QuestDb,
        resumed is null
            ? "Nothing was started. Bring it back, name another with --store, or leave it out with --no-store: the journal keeps everything, and 'plugintrading session store KEY' stores it afterwards."
            : $"The session was not taken up. 'plugintrading run --resume {resumed.Key} --no-store' goes on without the store: the journal keeps everything, and a later --resume with the store, or 'plugintrading session store {resumed.Key}', stores what is missing.",
        _lines.Log);

    private void Show(SessionFolder folder, StoredSession? stored, SessionDocument document)
    {
        if (stored is not null)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kept as {stored.Id}: plugintrading session show {folder.Key}"));
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

    /// <summary>Hands a session's effects to a reader that reads one by one.</summary>
    private sealed class EffectSink(IEffectSink sink) : ISessionSink
    {
        public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
        {
            foreach (var effect in effects)
                sink.Take(effect);
        }
    }
}
