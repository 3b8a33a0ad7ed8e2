using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage;
using Polly;
using Polly.Retry;

namespace PluginTrading.Service.Sessions;

/// <summary>
/// Keeps a session's effects in the store, behind the session and never in its way: what the store cannot take waits, and what a crash cuts off is told
/// again from the journal.
/// </summary>
public sealed class StoredSession : ISessionSink, IAsyncDisposable
{
    /// <summary>How long the end of a session waits for the store.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AuditPatience = TimeSpan.FromSeconds(5);

    private readonly SessionStore _store;
    private readonly StoreWriter _writer;
    private readonly string _key;
    private readonly Action<AlertSeverity, string> _log;
    private readonly MinuteCandles? _candles;
    private readonly ResiliencePipeline _retry;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private Task _audits = Task.CompletedTask;

    private StoredSession(SessionStore store, SessionRow row, TimeProvider time, Action<AlertSeverity, string> log, MinuteCandles? candles)
    {
        _candles = candles;
        _time = time;
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StoreException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
        }).Build();
        _store = store;
        _key = row.SessionKey!;
        _log = log;
        Id = row.Id;
        LastSequence = row.LastSequence;
        _writer = new StoreWriter(store, row.Id, time, Tell);
    }

    /// <summary>The session's number in the store.</summary>
    public long Id { get; }

    /// <summary>Last input whose effects the store had when this was opened.</summary>
    public long LastSequence { get; }

    /// <summary>Inputs that wait for the store.</summary>
    public long Pending => _writer.Pending;

    /// <summary>Begins to keep a session, or goes on with one that the store knows.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="plan">What runs.</param>
    /// <param name="folder">The session's.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="log">Takes a line for the log.</param>
    /// <param name="candles">Those of the session, for the series; <see langword="null"/> for none.</param>
    /// <exception cref="StoreException">The store could not take it.</exception>
    public static StoredSession Open(SessionStore store, SessionPlan plan, SessionFolder folder, TimeProvider time, Action<AlertSeverity, string> log, MinuteCandles? candles = null)
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
        // One that was paused is still: its level is in its journal.
        if (row.Status is SessionStatus.Stopped or SessionStatus.Error)
            store.SetStatus(row.Id, SessionStatus.Running, now);
        return new StoredSession(store, row, time, log, candles);
    }

    /// <summary>Takes what the store does not have yet.</summary>
    public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
    {
        var candles = _candles?.TakeClosed() ?? [];
        if (sequence > LastSequence)
            _writer.Take(new StoredInput(sequence, effects) { Candles = candles });
    }

    /// <summary>Keeps who asked for what, behind the session; while the store takes nothing it is tried again until the session ends. From any thread.</summary>
    public void Audit(CommandNote note, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(note);
        lock (_retry)
            _audits = AuditAsync(_audits, note, time);
    }

    /// <summary>Stores what is waiting and says how the session ended; a store that does not take it is told in the log.</summary>
    /// <returns>Whether all of it is stored. What is not is in the journal.</returns>
    public async Task<bool> EndAsync(RunResult? result, Timestamp time, SessionStatus status, string? reason)
    {
        var left = await _writer.CloseAsync(Patience).ConfigureAwait(false);
        await EndAuditsAsync().ConfigureAwait(false);
        try
        {
            if (left > 0)
                throw new StoreException(_store.Name, FormattableString.Invariant($"it did not take {left} inputs ({_writer.State.Cause})."));
            if (result is not null)
                _store.Complete(Id, result);
            _store.SetStatus(Id, status, time, reason);
            return true;
        }
        catch (StoreException exception)
        {
            _log(AlertSeverity.Critical, $"the end of the session is not in the store; its journal has it, and 'plugintrading session store {_key}' stores it. {exception.Message}");
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAuditsAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    /// <summary>Lets go of everything as a killed process does.</summary>
    internal Task AbandonAsync() => _writer.CloseAsync(TimeSpan.Zero);

    /// <summary>Once: what the store has not taken when the writer has ended it will hardly take now.</summary>
    private async Task EndAuditsAsync()
    {
        await _audits.WaitAsync(AuditPatience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ending.CancelAsync().ConfigureAwait(false);
        await _audits.ConfigureAwait(false);
    }

    private async Task AuditAsync(Task before, CommandNote note, Timestamp time)
    {
        // Off the session's thread: a store that does not answer must not hold up the command after this one.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await _retry.ExecuteAsync(
                _ =>
                {
                    _store.Audit(note.By, note.Name, JsonSerializer.Serialize(new { session = _key, symbol = note.Close }), "handled", time);
                    return ValueTask.CompletedTask;
                },
                _ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException)
        {
            _log(AlertSeverity.Warning, $"the command '{note.Name}' is not in the audit log; the session's journal has it. {exception.Message}");
        }
    }

    private void Tell(StoreWriterState state) => _log(
        state.IsFailing ? AlertSeverity.Critical : AlertSeverity.Info,
        state.IsFailing
            ? $"the store takes nothing: {state.Cause} The session goes on, its journal keeps everything"
            : FormattableString.Invariant($"the store takes everything again; {Pending} inputs waited for it"));
}
