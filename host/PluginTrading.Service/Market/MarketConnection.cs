using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Market;

/// <summary>
/// Brings a live market into the inbox. After every connection what was missed is fetched first, while what comes live waits behind it, so that the
/// session sees one sequence without a gap.
/// </summary>
internal sealed class MarketConnection(IExchange exchange, IReadOnlyList<Instrument> instruments, Inbox inbox, Action<string> log) : IMarketSink
{
    /// <summary>Attempts at fetching what was missed before going on without it.</summary>
    private const int FillAttempts = 3;

    private readonly Timestamp?[] _last = new Timestamp?[instruments.Count];
    private readonly List<MarketEvent> _waiting = [];
    private readonly SortedSet<int> _gaps = [];
    private bool _isFilling;
    private int _breaks;
    private Task _filling = Task.CompletedTask;
    private readonly Lock _lock = new();

    /// <summary>After a restart: where the session's data of a symbol end, so that what came since is fetched.</summary>
    public void ContinueFrom(int symbolIndex, Timestamp time) => _last[symbolIndex] = time;

    public Task RunAsync(CancellationToken cancellationToken) => exchange.RunMarketDataAsync(instruments, this, cancellationToken);

    public async ValueTask TakeAsync(MarketEvent e, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isFilling)
            {
                _waiting.Add(e);
                return;
            }
        }

        await PostAsync(e, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask ConnectedAsync(CancellationToken cancellationToken)
    {
        await _filling.ConfigureAwait(false);
        int breaks;
        lock (_lock)
        {
            _isFilling = true;
            breaks = _breaks;
        }

        _filling = FillGuardedAsync(breaks, cancellationToken);
    }

    public ValueTask DisconnectedAsync(string cause, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _breaks++;
            inbox.Post(new MarketLost(cause));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The session ends loudly when what was missed cannot be handed over: it would wait for ever otherwise.</summary>
    private async Task FillGuardedAsync(int breaks, CancellationToken cancellationToken)
    {
        try
        {
            await FillAsync(breaks, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session is ending.
        }
        catch (Exception exception)
        {
            inbox.Post(new Fault(exception));
        }
    }

    /// <summary>Fetches the trades since the last event of each symbol, hands them over in order of time, then what waited.</summary>
    private async Task FillAsync(int breaks, CancellationToken cancellationToken)
    {
        var missed = new List<MarketEvent>();
        for (var symbol = 0; symbol < instruments.Count; symbol++)
        {
            if (_last[symbol] is { } last && !await FetchAsync(symbol, last, missed, cancellationToken).ConfigureAwait(false))
                _gaps.Add(symbol);
        }

        foreach (var e in missed.OrderBy(e => e.Time))
            await PostAsync(e, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            MarketEvent[] waiting;
            lock (_lock)
            {
                waiting = [.. _waiting];
                _waiting.Clear();
                if (waiting.Length == 0)
                {
                    _isFilling = false;
                    break;
                }
            }

            foreach (var e in waiting)
            {
                if (e.Kind != MarketEventKind.Trade || !missed.Exists(m => IsSame(m, e)))
                    await PostAsync(e, cancellationToken).ConfigureAwait(false);
            }
        }

        lock (_lock)
        {
            // Broken again meanwhile: the next connection's filling is the one that completes.
            if (breaks != _breaks)
                return;
            inbox.Post(new MarketComplete([.. _gaps]));
            _gaps.Clear();
        }
    }

    private async Task<bool> FetchAsync(int symbol, Timestamp last, List<MarketEvent> missed, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                missed.AddRange(await exchange.GetTradesAsync(instruments[symbol], symbol, last, new Timestamp(long.MaxValue), cancellationToken).ConfigureAwait(false));
                return true;
            }
            catch (ExchangeException exception)
            {
                log($"trades of {instruments[symbol].Symbol} since {last} could not be fetched ({attempt} of {FillAttempts}): {exception.Message}");
                if (attempt == FillAttempts)
                    return false;
            }
        }
    }

    private async ValueTask PostAsync(MarketEvent e, CancellationToken cancellationToken)
    {
        _last[e.SymbolIndex] = e.Time;
        await inbox.PostAsync(e, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSame(in MarketEvent a, in MarketEvent b) =>
        a.Kind == b.Kind && a.SymbolIndex == b.SymbolIndex && a.Time == b.Time && a.Price == b.Price && a.Quantity == b.Quantity;
}
