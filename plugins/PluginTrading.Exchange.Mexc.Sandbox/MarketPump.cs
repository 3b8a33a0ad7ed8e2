using PluginTrading.Exchange.Mexc.Sandbox.WebSockets;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>Moves the market through the feed at its pace, and waits for clients that are behind.</summary>
internal sealed class MarketPump(Venue venue)
{
    /// <summary>Events under one hold of the lock.</summary>
    private const int Stride = 64;

    /// <summary>Turns that requests get before the market moves on.</summary>
    private const int MostTurns = 50;

    /// <summary>Wall time between two looks at what comes due while the next event is awaited.</summary>
    private const double IdleSeconds = 0.05;

    private readonly MarketEvent[] _batch = new MarketEvent[4096];
    private readonly TimeProvider _time = venue.Settings.Time;
    private readonly double _speed = venue.Settings.Speed;
    private long _shift;
    private long _begun;
    private Timestamp? _first;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await venue.Settings.Feed.ReadAsync(_batch, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            if (_first is null)
                Begin(_batch[0].Time);
            for (var i = 0; i < count; i++)
                _batch[i] = Shifted(_batch[i]);
            venue.Foresee(_batch.AsSpan(0, count));
            var from = 0;
            while (from < count)
            {
                var wait = SecondsUntil(_batch[from].Time);
                if (wait > 0.001)
                {
                    if (wait > IdleSeconds)
                        venue.Idle((_batch[from].Time.Nanoseconds / Timestamp.PerMillisecond) - (long)(wait * _speed * 1000));
                    await Task.Delay(TimeSpan.FromSeconds(Math.Min(wait, IdleSeconds)), _time, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var to = from + 1;
                while (to < count && to - from < Stride && SecondsUntil(_batch[to].Time) <= 0.001)
                    to++;
                venue.Advance(_batch.AsSpan(from, to - from), pauses: false);
                from = to;
                await GiveWayAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        venue.Advance([], pauses: true);
    }

    private void Begin(Timestamp first)
    {
        _begun = _time.GetTimestamp();
        if (venue.Settings.ShiftsTimes)
        {
            _shift = Timestamp.FromDateTimeOffset(_time.GetUtcNow()).Nanoseconds - first.Nanoseconds;
            venue.Shift(_shift / Timestamp.PerMillisecond);
        }

        _first = first.Plus(_shift);
    }

    private double SecondsUntil(Timestamp time) => _speed == 0 ? 0 : (time.SecondsSince(_first!.Value) / _speed) - _time.GetElapsedTime(_begun).TotalSeconds;

    /// <summary>Lets requests in, and waits while a connection has more to read than it should; one that reads nothing is cut by its own time limit.</summary>
    private async ValueTask GiveWayAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var turn = 0; turn < MostTurns && venue.IsAwaited; turn++)
            await Task.Yield();
        while (IsSomeoneBehind(venue.Hub.Sessions))
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSomeoneBehind(IReadOnlyList<SocketSession> sessions)
    {
        foreach (var session in sessions)
        {
            if (session.IsBehind)
                return true;
        }

        return false;
    }

    private MarketEvent Shifted(in MarketEvent e)
    {
        if (_shift == 0)
            return e;
        var time = e.Time.Plus(_shift);
        return e.Kind switch
        {
            MarketEventKind.Trade => MarketEvent.Trade(e.SymbolIndex, time, e.Price, e.Quantity, e.TakerSide),
            MarketEventKind.Quote => MarketEvent.Quote(e.SymbolIndex, time, e.Bid, e.BidQuantity, e.Ask, e.AskQuantity),
            MarketEventKind.Mark => MarketEvent.Mark(e.SymbolIndex, time, e.MarkPrice),
            _ => MarketEvent.Funding(e.SymbolIndex, time, e.FundingRate),
        };
    }
}
