using System.Diagnostics;
using System.Threading.Channels;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage;

/// <summary>
/// Writes one session's inputs into the store behind the session's back: taking one never waits. Those that came meanwhile are stored in
/// one transaction. When the store fails, the same are tried again until it takes them: order is kept and nothing is lost while this
/// process lives; after a crash the session's journal is fed again.
/// </summary>
public sealed class StoreWriter : IAsyncDisposable
{
    /// <summary>Effects in one transaction, about.</summary>
    private const int EffectsAtOnce = 2_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long a writer that gave up is waited for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly SessionStore _store;
    private readonly long _sessionId;
    private readonly TimeProvider _time;
    private readonly Action<StoreWriterState>? _changed;
    private readonly Channel<StoredInput> _queue = Channel.CreateUnbounded<StoredInput>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _givenUp = new();
    private readonly Lock _turn = new();
    private readonly List<(long Target, TaskCompletionSource Done)> _waiting = [];
    private readonly Task _writing;
    private long _lastSequence = long.MinValue;
    private long _taken;
    private long _stored;
    private StoreWriterState _state = StoreWriterState.Working;
    private int _isClosed;

    /// <param name="store">Where to; stays open.</param>
    /// <param name="sessionId">Whose inputs.</param>
    /// <param name="time">Measures pauses.</param>
    /// <param name="changed">Called on the writing thread when the store begins to fail, when the cause of its failing changes and when it takes inputs again. It must not throw.</param>
    public StoreWriter(SessionStore store, long sessionId, TimeProvider time, Action<StoreWriterState>? changed = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        _store = store;
        _sessionId = sessionId;
        _time = time;
        _changed = changed;

        // A thread of its own: the store's calls block.
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Inputs that were taken and are not stored yet; they are in memory.</summary>
    public long Pending => Interlocked.Read(ref _taken) - Interlocked.Read(ref _stored);

    /// <summary>Whether the store takes inputs now.</summary>
    public StoreWriterState State => Volatile.Read(ref _state);

    /// <summary>Takes what an input of the engine brought about; the list is copied. Never waits; for one thread at a time.</summary>
    /// <exception cref="ArgumentException">Its number does not go up.</exception>
    /// <exception cref="ObjectDisposedException">The writer was closed.</exception>
    public void Take(long sequence, IReadOnlyList<EngineEffect> effects) => Take(new StoredInput(sequence, [.. effects]));

    /// <summary>Takes what an input of the engine brought about. Never waits; for one thread at a time.</summary>
    /// <exception cref="ArgumentException">Its number does not go up.</exception>
    /// <exception cref="ObjectDisposedException">The writer was closed.</exception>
    public void Take(StoredInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Sequence <= _lastSequence)
            throw new ArgumentException($"Input {input.Sequence} follows {_lastSequence}; expected numbers that go up.", nameof(input));
        Interlocked.Increment(ref _taken);
        _lastSequence = input.Sequence;
        if (_queue.Writer.TryWrite(input))
            return;
        Interlocked.Decrement(ref _taken);
        throw new ObjectDisposedException(nameof(StoreWriter));
    }

    /// <summary>Waits until all that was taken before is stored.</summary>
    /// <param name="limit">How long at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it is stored; <see langword="false"/> when the time was over before.</returns>
    public async Task<bool> FlushAsync(TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_turn)
        {
            var target = Interlocked.Read(ref _taken);
            if (Interlocked.Read(ref _stored) >= target)
                return true;
            _waiting.Add((target, done));
        }

        try
        {
            await done.Task.WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_turn)
                _waiting.RemoveAll(waiting => waiting.Done == done);
        }
    }

    /// <summary>Takes nothing more, stores what is waiting and ends.</summary>
    /// <param name="limit">How long at most. What is not stored then is given up here; it is in the session's journal.</param>
    /// <returns>How many inputs were not stored, as far as is known: an attempt that is going on then may still store some.</returns>
    public async Task<long> CloseAsync(TimeSpan limit)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            _queue.Writer.TryComplete();
            try
            {
                await _writing.WaitAsync(limit, _time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                await _givenUp.CancelAsync().ConfigureAwait(false);

                // A pause ends at once; an attempt, which a database that says nothing may hold up, is left to itself.
                await Task.WhenAny(_writing, Task.Delay(Grace, _time)).ConfigureAwait(false);
            }
        }

        if (_writing.IsCompleted)
            await _writing.ConfigureAwait(false);
        return Pending;
    }

    /// <summary>Closes, storing for ten seconds at most what is waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(false);
        if (_writing.IsCompleted)
            _givenUp.Dispose();
    }

    private void WriteAll()
    {
        var batch = new List<StoredInput>();
        while (!_givenUp.IsCancellationRequested && Next(batch))
        {
            if (!Store(batch))
                return;
            lock (_turn)
            {
                Interlocked.Add(ref _stored, batch.Count);
                foreach (var (target, done) in _waiting)
                {
                    if (_stored >= target)
                        done.TrySetResult();
                }
            }

            batch.Clear();
        }
    }

    /// <summary>Waits for inputs and fetches those that are there.</summary>
    /// <returns>Whether there are any: there are none when the writer was closed.</returns>
    private bool Next(List<StoredInput> batch)
    {
        var hasMore = _queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        if (!hasMore)
            return false;
        var effects = 0;
        while (effects < EffectsAtOnce && _queue.Reader.TryRead(out var input))
        {
            batch.Add(input);
            effects += input.Effects.Count + 1;
        }

        return true;
    }

    /// <summary>Stores a batch, however often it takes.</summary>
    /// <returns>Whether it is stored: it is not when the writer gave up.</returns>
    private bool Store(List<StoredInput> batch)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                StoreEventSource.Log.Reached("before_store");
                _store.Append(_sessionId, batch);
                StoreEventSource.Log.Reached("after_store");
                Report(StoreWriterState.Working);
                return true;
            }
            catch (Exception exception)
            {
                // Whatever it is, the inputs must not be lost: they are tried again, and the state says why.
                var cause = exception is StoreException refused ? refused.Cause : exception.Message;
                Report(new StoreWriterState { FailingSince = State.FailingSince ?? new Timestamp(StoredValue.Now(_time)), Cause = cause });
            }

            if (!Pause(pause))
                return false;
        }
    }

    /// <returns>Whether to go on.</returns>
    private bool Pause(TimeSpan time)
    {
        try
        {
            Task.Delay(time, _time, _givenUp.Token).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Report(StoreWriterState state)
    {
        if (state == State)
            return;
        Volatile.Write(ref _state, state);
        try
        {
            _changed?.Invoke(state);
        }
        catch (Exception exception)
        {
            // Storing goes on whatever the listener does.
            Trace.TraceError("The listener of a store writer failed: {0}", exception);
        }
    }
}
