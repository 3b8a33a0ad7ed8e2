using System.Globalization;
using PluginTrading.Cli.Commands;
using PluginTrading.Data;
using PluginTrading.Data.Store;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Plugins;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Collect;
using PluginTrading.Service.Sessions;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>A collect session as a person meets it: started, watched, ended by Ctrl-C or after its time, summed up. Ending it is how it is meant to end.</summary>
internal sealed class CollectFlow(RunRequest request, IAnsiConsole console)
{
    private readonly CollectLines _lines = new(console, TimeProvider.System);

    /// <summary>Runs it and returns the exit code.</summary>
    public int Run(SessionDocument document, LoadedPlugins plugins, CancellationToken interruption)
    {
        using var store = request.IsStored
            ? RunStore.Open(
                request.Store, request.QuestDb,
                "Nothing was started. Bring it back, name another with --store, or leave it out with --no-store: what is collected is in its data set either way.", _lines.Log)
            : null;
        var services = new SessionServices { Time = TimeProvider.System, Log = _lines.Log };
        var plan = CollectPlan.CreateAsync(document, plugins.Components, services, request.Secret, interruption).GetAwaiter().GetResult();
        var stored = store is null ? null : StoredCollection.Begin(store.Store, plan, TimeProvider.System, _lines.Log);
        CollectEnd end;
        try
        {
            end = RunAsync(plan, services, interruption).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            stored?.Fail(exception.Message);
            throw;
        }

        stored?.Complete(end);
        store?.SendSeries();
        Summarize(end, plan);
        return CommandOutcome.Done;
    }

    private async Task<CollectEnd> RunAsync(CollectPlan plan, SessionServices services, CancellationToken interruption)
    {
        await using var exchange = plan.Exchange.ConfigureAwait(false);
        using var session = new CollectSession(plan, services);
        _lines.Log(AlertSeverity.Info, $"session {plan.Key}: collects {string.Join(", ", plan.Document.Symbols)} from {plan.ExchangeName} into {plan.Folder}; Ctrl-C ends it");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        if (request.Seconds is { } seconds)
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            return await session.RunAsync(_lines, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _lines.End();
        }
    }

    private static void Summarize(CollectEnd end, CollectPlan plan)
    {
        Line($"recorded {end.Events:N0} events in {end.Seconds:0.#} s ({(end.Seconds > 0 ? end.Events / end.Seconds : 0):N0} a second)");
        if (end.Data is not { } data)
        {
            Line($"nothing came, so {plan.Folder} was not made");
            return;
        }

        Line($"{data.Folder} holds {data.EventCount:N0} events now:");
        foreach (var series in SeriesSummary.Of(data).Where(s => plan.Document.Symbols.Contains(s.Symbol)))
            Line($"  {series.Symbol} {KindNames.Of(series.Kind)}: {series.Rows:N0} from {Short(series.FirstTime)} to {Short(series.LastTime)} UTC");
        foreach (var gap in end.Gaps)
            Line($"gap in what was recorded: {gap}");
        var name = Path.GetRelativePath(".", data.Folder).Replace('\\', '/');
        var argument = name.Contains(' ', StringComparison.Ordinal) ? $"\"{name}\"" : name;
        Line($"look at it: plugintrading data info {argument}");
        Line($"backtest: plugintrading backtest SESSION.json --data {argument}");
    }

    private static string Short(Timestamp time) => time.ToString()[..23].Replace('T', ' ');

    private static void Line(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
