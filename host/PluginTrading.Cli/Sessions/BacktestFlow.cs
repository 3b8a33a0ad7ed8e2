using System.Globalization;
using PluginTrading.Plugins;
using PluginTrading.Results;
using PluginTrading.Results.Export;
using PluginTrading.Service.Backtest;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Sessions;

/// <summary>The whole of a backtest as a person meets it: plugins, session, run, result files, store, summary.</summary>
internal static class BacktestFlow
{
    /// <summary>Runs it and returns the exit code: 0 done, 1 bad input, 2 could not run, 130 interrupted (with the results so far).</summary>
    public static async Task<int> RunAsync(BacktestRequest request, CancellationToken cancellationToken)
    {
        using var plugins = PluginHost.Load(PluginSearchPath.Folders(request.Plugins, []));
        if (SessionFile.Read(request.Session, plugins) is not { } document)
            return 1;
        var plan = BacktestPlan.Create(document);
        using var export = request.Export is null ? null : new ResultExport(request.Export);
        using var store = request.IsStored ? ResultStore.Open(StoreLocation.Resolve(request.Store, Environment.GetEnvironmentVariable), TimeProvider.System) : null;
        using var recording = store?.BeginRun();
        var sinks = new IEffectSink?[] { export, recording }.OfType<IEffectSink>().ToList();
        var result = await new BacktestJob(plan, plugins.Components).RunAsync(sinks, null, cancellationToken).ConfigureAwait(false);
        export?.Complete(result);
        var id = recording?.Complete(result);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {id}: {result.End.Events} events, {result.Session.TotalTrades} trades, P&L {result.Session.TotalPnl}"));
        return cancellationToken.IsCancellationRequested ? 130 : 0;
    }
}
