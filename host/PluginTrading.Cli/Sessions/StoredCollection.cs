using System.Text.Json;
using PluginTrading.Data;
using PluginTrading.Data.Recording;
using PluginTrading.Data.Store;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Collect;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Sessions;

/// <summary>Keeps a collect session in the store: that it ran, and what the files of its data set hold. The store is never in its way.</summary>
internal sealed class StoredCollection
{
    private readonly SessionStore _store;
    private readonly long _id;
    private readonly CollectPlan _plan;
    private readonly TimeProvider _time;
    private readonly Action<AlertSeverity, string> _log;

    private StoredCollection(SessionStore store, long id, CollectPlan plan, TimeProvider time, Action<AlertSeverity, string> log) =>
        (_store, _id, _plan, _time, _log) = (store, id, plan, time, log);

    /// <exception cref="StoreException">The store could not take it.</exception>
    public static StoredCollection Begin(SessionStore store, CollectPlan plan, TimeProvider time, Action<AlertSeverity, string> log) => new(
        store,
        store.Begin(new NewSession
        {
            SessionKey = plan.Key,
            Description = new RunDescription
            {
                SessionType = "collect",
                StrategyNames = [],
                Symbols = plan.Document.Symbols,
                QuoteCurrency = plan.Instruments[0].Quote,
                Direction = plan.Document.Direction,
                InitialBalance = 0,
                Settings = [],
                Document = plan.Document.TextWithoutSecrets(),
            },
            Exchange = plan.ExchangeName,
            CreatedBy = Environment.UserName,
            StartTime = Now(time),
        }).Id,
        plan, time, log);

    /// <summary>Keeps the manifest of the data set as the session leaves it, of the session's symbols.</summary>
    public void Complete(CollectEnd end) => Guarded(() =>
    {
        if (end.Data is { } data)
            _store.PutDataSet([.. data.Manifest.Files.Where(file => _plan.Document.Symbols.Contains(file.Symbol)).Select(file => Row(data, file, end.Gaps))]);
        _store.SetStatus(_id, SessionStatus.Stopped, Now(_time));
    });

    /// <summary>It ended on a failure.</summary>
    public void Fail(string reason) => Guarded(() => _store.SetStatus(_id, SessionStatus.Error, Now(_time), reason));

    private DataSetFile Row(DataSet data, DayFileEntry file, IReadOnlyList<RecordingGap> gaps) => new()
    {
        DataCollectionSessionId = _id,
        Symbol = file.Symbol,
        Kind = KindNames.Of(file.Kind),
        Day = file.FirstTime.ToString()[..10],
        Path = Path.Combine(data.Folder, file.Path),
        Rows = file.Rows,
        FirstTime = file.FirstTime,
        LastTime = file.LastTime,
        Digest = $"sha256:{file.Sha256}",
        Gaps = JsonSerializer.Serialize(gaps
            .Where(gap => gap.Symbol == file.Symbol && gap.Kind == file.Kind && gap.From <= file.LastTime && gap.To >= file.FirstTime)
            .Select(gap => new { from = gap.From.Nanoseconds, to = gap.To.Nanoseconds, cause = gap.Cause })),
    };

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (StoreException exception)
        {
            _log(AlertSeverity.Warning, $"the end of the session is not in the store; its data set is whole all the same. {exception.Message}");
        }
    }

    private static Timestamp Now(TimeProvider time) => Timestamp.FromDateTimeOffset(time.GetUtcNow());
}
