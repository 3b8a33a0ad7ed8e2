using PluginTrading.Engine.Inputs;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Market;

/// <summary>
/// Watches the streams of each symbol (trades, quotes, mark prices) and says when its data go stale, late or become fresh again. A stream is expected once
/// it has been heard, so that an exchange need not have every kind. Late is measured against the quickest event since the stream was connected, so that
/// the host's clock and the venue's need not agree.
/// </summary>
/// <param name="symbols">How many symbols there are.</param>
/// <param name="settings">How old and how late data may be.</param>
/// <param name="time">The host's clock.</param>
internal sealed class FeedWatch(int symbols, SupervisionSettings settings, TimeProvider time)
{
    private static readonly MarketEventKind[] Watched = [MarketEventKind.Trade, MarketEventKind.Quote, MarketEventKind.Mark];

    private readonly long[] _heard = new long[symbols];
    private readonly long[,] _heardOf = new long[symbols, Enum.GetValues<MarketEventKind>().Length];
    private readonly double[] _delay = new double[symbols];
    private readonly long?[] _gapAt = new long?[symbols];
    private readonly bool?[] _isFresh = new bool?[symbols];
    private double _quickest = double.PositiveInfinity;
    private bool _isConnected;
    private string _cause = "the market stream is not connected yet";

    /// <summary>An event was handled.</summary>
    /// <param name="symbolIndex">Its symbol.</param>
    /// <param name="kind">Its stream.</param>
    /// <param name="happened">Its own time.</param>
    public void Heard(int symbolIndex, MarketEventKind kind, Timestamp happened)
    {
        var now = time.GetTimestamp();
        _heard[symbolIndex] = now;
        _heardOf[symbolIndex, (int)kind] = now;
        _delay[symbolIndex] = ((double)now / time.TimestampFrequency) - (happened.Nanoseconds / (double)Timestamp.PerSecond);
        if (_isConnected)
            _quickest = Math.Min(_quickest, _delay[symbolIndex]);
    }

    public void Lost(string cause)
    {
        _isConnected = false;
        _cause = cause;
    }

    /// <summary>The stream is back and what was missed has been handed over.</summary>
    /// <param name="gaps">Symbols of which it could not be fetched.</param>
    public void Complete(IReadOnlyList<int> gaps)
    {
        foreach (var symbol in gaps)
            _gapAt[symbol] = time.GetTimestamp();
        _isConnected = true;
        _quickest = double.PositiveInfinity;
    }

    /// <summary>What has changed since the last call.</summary>
    /// <param name="now">The session's time.</param>
    public IEnumerable<ChangeDataStatus> Changes(Timestamp now)
    {
        for (var i = 0; i < symbols; i++)
        {
            var trouble = Trouble(i);
            if (_isFresh[i] == trouble is null)
                continue;
            _isFresh[i] = trouble is null;
            yield return new ChangeDataStatus { Time = now, SymbolIndex = i, IsFresh = trouble is null, Cause = trouble ?? "" };
        }
    }

    private string? Trouble(int symbolIndex)
    {
        if (!_isConnected)
            return _cause;
        if (_gapAt[symbolIndex] is { } gap && Age(gap) < settings.GapPauseSeconds)
            return "what was missed in a break could not be fetched";
        if (_heard[symbolIndex] == 0)
            return "no event has come yet";
        if (Age(_heard[symbolIndex]) > settings.StaleAfterSeconds)
            return FormattableString.Invariant($"no event for {settings.StaleAfterSeconds:0.#} s");
        foreach (var kind in Watched)
        {
            var heard = _heardOf[symbolIndex, (int)kind];
            var (limit, name) = LimitOf(kind);
            if (heard != 0 && Age(heard) > limit)
                return FormattableString.Invariant($"no {name} for {limit:0.#} s");
        }

        var lateness = _delay[symbolIndex] - _quickest;
        return lateness > settings.LateAfterSeconds ? FormattableString.Invariant($"events come {lateness:0.#} s late") : null;
    }

    private (double Seconds, string Name) LimitOf(MarketEventKind kind) => kind switch
    {
        MarketEventKind.Trade => (settings.StaleTradesAfterSeconds, "trade"),
        MarketEventKind.Quote => (settings.StaleQuotesAfterSeconds, "quote"),
        _ => (settings.StaleMarksAfterSeconds, "mark price"),
    };

    private double Age(long heard) => time.GetElapsedTime(heard).TotalSeconds;
}
