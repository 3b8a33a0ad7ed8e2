using System.Runtime.ExceptionServices;
using PluginTrading.Data;
using PluginTrading.Data.Recording;
using PluginTrading.Data.Store;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Collect;

/// <summary>
/// Records an exchange's live market data into a data set until it is asked to end. One thread takes events in order of arrival and records them; what
/// was missed while the stream was broken is fetched, and what cannot be is noted.
/// </summary>
public sealed class CollectSession : IDisposable
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);

    private readonly CollectPlan _plan;
    private readonly SessionServices _services;
    private readonly MarketRecorder _recorder;
    private readonly Inbox _inbox = new();
    private readonly GapBook _gaps;
    private readonly TradeFetcher _fetcher;
    private readonly List<RecordingGap> _noted = [];
    private string _cause = "not collected";
    private readonly HashSet<(int SymbolIndex, MarketEventKind Kind)> _wentBack = [];
    private bool _isConnected;
    private long? _lostAt;
    private int _rounds;
    private long _heardAt;
    private long _eventsAtTick;
    private long _tickAt;
    private Task _fetching = Task.CompletedTask;

    /// <summary>Opens the data set. What a session that was killed has left becomes part of it first.</summary>
    /// <exception cref="DataSetException">The folder holds something else, or a data set with a contract that counts otherwise.</exception>
    /// <exception cref="IOException">Another process is writing to it, or it cannot be written.</exception>
    public CollectSession(CollectPlan plan, SessionServices services)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(services);
        _plan = plan;
        _services = services;
        _recorder = MarketRecorder.Open(plan.Folder, plan.Instruments, plan.Source, text => services.Log(AlertSeverity.Info, text));
        _gaps = new GapBook(plan.Instruments);
        _fetcher = new TradeFetcher(plan.Exchange, plan.Instruments, _inbox, text => services.Log(AlertSeverity.Warning, text));
        for (var i = 0; i < plan.Instruments.Count; i++)
        {
            foreach (var kind in Enum.GetValues<MarketEventKind>())
                _gaps.Know(i, kind, _recorder.LastTime(i, kind));
        }
    }

    /// <summary>Records until asked to end, then makes all of it part of the data set.</summary>
    /// <param name="progress">Told every second, on the session's thread.</param>
    /// <param name="stop">Asks it to end.</param>
    /// <exception cref="IOException">The disk is full or cannot be written; what was recorded is kept for the next start.</exception>
    public async Task<CollectEnd> RunAsync(IProgress<CollectProgress>? progress, CancellationToken stop)
    {
        var started = _tickAt = _services.Time.GetTimestamp();
        using var running = new CancellationTokenSource();
        using var registration = stop.Register(() => _inbox.Post(new EndCollecting()));
        var market = Beside(_plan.Exchange.RunMarketDataAsync(_plan.Instruments, new RecordingSink(_inbox), running.Token));
        var ticks = Beside(TickAsync(running.Token));
        try
        {
            await foreach (var item in _inbox.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (item.Message is null)
                    Record(item.Market);
                else if (!Handle(item.Message, progress, running.Token))
                    break;
            }
        }
        finally
        {
            await running.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(market, ticks, _fetching).ConfigureAwait(false);
        }

        foreach (var gap in _gaps.Unanswered)
            Tell(gap);
        _recorder.Complete();
        return new CollectEnd
        {
            Events = _recorder.Events,
            Seconds = _services.Time.GetElapsedTime(started).TotalSeconds,
            Gaps = _noted,
            Data = Directory.Exists(_plan.Folder) && Directory.EnumerateFileSystemEntries(_plan.Folder).Any() ? DataSet.Open(_plan.Folder) : null,
        };
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _inbox.Dispose();
    }

    /// <summary>Lets go of everything as a killed process does: what is buffered is lost.</summary>
    internal void Abandon() => _recorder.Abandon();

    private void Record(in MarketEvent e)
    {
        _inbox.Release();
        _heardAt = _services.Time.GetTimestamp();
        if (_gaps.WentBack(in e) is { } before && _wentBack.Add((e.SymbolIndex, e.Kind)))
        {
            _services.Log(
                AlertSeverity.Warning,
                $"{_plan.Instruments[e.SymbolIndex].Symbol} {KindNames.Of(e.Kind)} go on at {Short(e.Time)}, before {Short(before)} UTC that is recorded already: the market's clock went back, or it is another market");
        }

        // The gap first: were it lost with the process, the event behind it would hide it.
        if (_gaps.Heard(in e) is { } gap)
        {
            _recorder.Add(gap);
            if (!_gaps.IsAsked(gap))
                Tell(gap);
        }

        _recorder.Add(in e);
    }

    /// <returns>Whether the session goes on.</returns>
    private bool Handle(object message, IProgress<CollectProgress>? progress, CancellationToken running)
    {
        switch (message)
        {
            case Tick:
                _recorder.Flush();
                progress?.Report(Progress());
                break;
            case StreamConnected:
                if (_lostAt is { } since)
                    _services.Log(AlertSeverity.Info, FormattableString.Invariant($"the market stream is back after {_services.Time.GetElapsedTime(since).TotalSeconds:0.0} s ({_cause}); missed trades are asked for"));
                (_isConnected, _lostAt) = (true, null);
                _wentBack.Clear();
                _gaps.Connected(_cause);
                _fetching = FetchAsync(_fetching, _gaps.LastTrades(), _cause, running);
                break;
            case StreamLost lost:
                _isConnected = false;
                _cause = lost.Cause;
                _lostAt ??= _services.Time.GetTimestamp();
                break;
            case TradesFetched fetched:
                Take(fetched);
                break;
            case EndCollecting:
                return false;
            case Fault fault:
                ExceptionDispatchInfo.Throw(fault.Exception);
                break;
            default:
                throw new InvalidOperationException($"A message of type {message.GetType().Name} has nobody who handles it.");
        }

        return true;
    }

    private void Take(TradesFetched fetched)
    {
        var (own, gap, filled) = _gaps.Fetched(fetched);
        _rounds++;
        foreach (var trade in own)
            _recorder.Add(in trade, _rounds);
        if (filled is not null)
            _recorder.Fill(filled);
        if (gap is null)
            return;
        _recorder.Add(gap);
        Tell(gap);
    }

    private void Tell(RecordingGap gap)
    {
        _noted.Add(gap);
        if (gap.Kind == MarketEventKind.Trade)
            _services.Log(AlertSeverity.Warning, $"gap: {gap}");
    }

    private static string Short(Timestamp time) => time.ToString()[..19].Replace('T', ' ');

    private CollectProgress Progress()
    {
        var now = _services.Time.GetTimestamp();
        var seconds = _services.Time.GetElapsedTime(_tickAt, now).TotalSeconds;
        var rate = seconds > 0 ? (_recorder.Events - _eventsAtTick) / seconds : 0;
        (_tickAt, _eventsAtTick) = (now, _recorder.Events);
        return new CollectProgress(_recorder.Events, rate, _heardAt == 0 ? null : _services.Time.GetElapsedTime(_heardAt, now).TotalSeconds, _isConnected);
    }

    private async Task FetchAsync(Task before, IReadOnlyList<Timestamp?> last, string cause, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(false);
        await Beside(_fetcher.FetchAsync(last, cause, cancellationToken)).ConfigureAwait(false);
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(FlushEvery, _services.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            _inbox.Post(new Tick());
    }

    /// <summary>A task beside the session: its fault becomes the session's.</summary>
    private async Task Beside(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session is ending.
        }
        catch (Exception exception)
        {
            // The edge of a connection: what it cannot mend itself ends the session loudly.
            _inbox.Post(new Fault(exception));
        }
    }
}
