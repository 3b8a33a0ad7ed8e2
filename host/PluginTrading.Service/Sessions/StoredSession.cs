using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage;

namespace PluginTrading.Service.Sessions;

/// <summary>
/// Keeps a session's effects in the store, behind the session and never in its way: what the store cannot take waits, and what a crash cuts off is told
/// again from the journal.
/// </summary>
public sealed class StoredSession : ISessionSink, IAsyncDisposable
{
    /// <summary>How long the end of a session waits for the store.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SessionStore _store;
    private readonly StoreWriter _writer;
    private readonly string _key;
    private readonly Action<AlertSeverity, string> _log;

    private StoredSession(SessionStore store, SessionRow row, TimeProvider time, Action<AlertSeverity, string> log)
    {
        _store = store;
        _key = row.SessionKey!;
        _log = log;
        Id = row.Id;
        LastSequence = row.LastSequence;
        _writer = new StoreWriter(store, row.Id, time, state => log(
            state.IsFailing ? AlertSeverity.Critical : AlertSeverity.Info,
            state.IsFailing ? $"the store takes nothing: {state.Cause}; the session goes on, its journal keeps everything" : "the store takes everything again"));
    }

    /// <summary>The session's number in the store.</summary>
    public long Id { get; }

    /// <summary>Last input whose effects the store had when this was opened.</summary>
    public long LastSequence { get; }

    /// <summary>Begins to keep a session, or goes on with one that the store knows.</summary>
    /// <exception cref="StoreException">The store could not take it.</exception>
    public static StoredSession Open(SessionStore store, SessionPlan plan, SessionFolder folder, TimeProvider time, Action<AlertSeverity, string> log)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(time);
        var now = Timestamp.FromDateTimeOffset(time.GetUtcNow());
        var row = store.Find(folder.Key) ?? store.Begin(new NewSession
        {
            SessionKey = folder.Key,
            Description = plan.Description with { Document = plan.Document.TextWithoutSecrets() },
            Exchange = plan.Execution is null ? ((Documents.Sessions.ExchangeMarket)plan.Document.Market).Exchange : "",
            Account = plan.AccountId,
            JournalPath = folder.Journal,
            CreatedBy = Environment.UserName,
            StartTime = now,
        });
        store.SetStatus(row.Id, SessionStatus.Running, now);
        return new StoredSession(store, row, time, log);
    }

    public void Take(long sequence, IReadOnlyList<EngineEffect> effects) => _writer.Take(new StoredInput(sequence, effects) { Indicators = Samples(effects) });

    /// <summary>Keeps who asked for what; a store that takes nothing is told in the log, the command itself is in the journal.</summary>
    public void Audit(CommandNote note, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(note);
        try
        {
            _store.Audit(note.By, note.Name, JsonSerializer.Serialize(new { session = _key, symbol = note.Close }), "handled", time);
        }
        catch (StoreException exception)
        {
            _log(AlertSeverity.Warning, $"the command '{note.Name}' is not in the audit log: {exception.Message}");
        }
    }

    /// <summary>Keeps that a session is resumed with strategies that have changed, as an alert and in the audit log; a store that takes nothing is told in the log.</summary>
    /// <param name="changed">The strategies.</param>
    /// <param name="by">Who resumes it.</param>
    /// <param name="time">When.</param>
    public void Changed(IReadOnlyList<ChangedStrategy> changed, string by, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(changed);
        try
        {
            foreach (var strategy in changed)
            {
                _store.RaiseAlert(Id, new Alert { Severity = AlertSeverity.Warning, Rule = "strategy_changed", StrategyName = strategy.Name, Text = $"{strategy}; up to here it decides as before", RaisedAt = time });
                _store.Audit(by, "resume", JsonSerializer.Serialize(new { session = _key, strategy = strategy.Name }), "strategy_changed", time);
            }
        }
        catch (StoreException exception)
        {
            _log(AlertSeverity.Warning, $"that strategies have changed is not in the store: {exception.Message}");
        }
    }

    /// <summary>Stores what is waiting and says how the session ended.</summary>
    /// <returns>Inputs that could not be stored; they are in the journal and are stored when the session is resumed.</returns>
    public async Task<long> EndAsync(RunResult? result, Timestamp time, SessionStatus status, string? reason)
    {
        var left = await _writer.CloseAsync(Patience).ConfigureAwait(false);
        if (left > 0)
            return left;
        if (result is not null)
            _store.Complete(Id, result);
        _store.SetStatus(Id, status, time, reason);
        return 0;
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>What indicators said where a section decided: enough for a chart to mark it, and no more than that.</summary>
    private static List<IndicatorSample> Samples(IReadOnlyList<EngineEffect> effects)
    {
        var samples = new List<IndicatorSample>();
        foreach (var transition in effects.OfType<Transition>().Where(t => t.Section is not null))
        {
            using var values = JsonDocument.Parse(transition.IndicatorValues);
            foreach (var value in values.RootElement.EnumerateObject())
                samples.Add(new IndicatorSample(transition.Symbol, value.Name, transition.Time, value.Value.ValueKind == JsonValueKind.Number ? value.Value.GetDouble() : null));
        }

        return samples;
    }
}
