using PluginTrading.Engine.Effects;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Sessions;

/// <summary>The store of a session that is run, and what sends its series to QuestDB.</summary>
internal sealed class RunStore : IDisposable
{
    /// <summary>How long the end of a session waits for QuestDB.</summary>
    private static readonly TimeSpan SeriesPatience = TimeSpan.FromSeconds(10);

    private readonly QuestDbSink? _series;
    private readonly Action<AlertSeverity, string> _log;

    private RunStore(SessionStore store, QuestDbSink? series, Action<AlertSeverity, string> log)
    {
        Store = store;
        _series = series;
        _log = log;
    }

    public SessionStore Store { get; }

    /// <summary>Whether QuestDB gets the series.</summary>
    public bool HasSeries => _series is not null;

    /// <summary>Opens it, or says with <paramref name="advice"/> what can be done without it.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public static RunStore Open(string? location, string? questDb, string advice, Action<AlertSeverity, string> log)
    {
        var place = StoreLocation.Resolve(location, Environment.GetEnvironmentVariable);
        SessionStore store;
        try
        {
            store = SessionStore.Open(place, TimeProvider.System, hasOutbox: questDb is not null);
        }
        catch (StoreException exception)
        {
            throw new StoreException(exception.Path, $"{exception.Cause} {advice}", exception);
        }

        try
        {
            var series = questDb is null ? null : new QuestDbSink(store, questDb, TimeProvider.System, state => log(
                state.IsFailing ? AlertSeverity.Warning : AlertSeverity.Info,
                state.IsFailing ? $"QuestDB takes nothing: {state.Cause}; the series wait in the store" : "QuestDB takes the series again"));
            series?.Start();
            return new RunStore(store, series, log);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Sends what is left of the series; what QuestDB does not take waits in the store.</summary>
    public void SendSeries()
    {
        if (_series?.CloseAsync(SeriesPatience).GetAwaiter().GetResult() == false)
            _log(AlertSeverity.Warning, "QuestDB does not have all of the series; the rest waits in the store for the next command with --questdb");
    }

    public void Dispose()
    {
        _series?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Store.Dispose();
    }
}
