using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Finds out whether a connection lost deals of one contract: sums them by minute and compares with the volume of the closed one-minute kline.</summary>
/// <remarks>
/// A minute is compared once, and only when the klines had begun before it did: the first after a connection is partial. Nothing else is assumed of MEXC than
/// that a kline counts no deal that is not pushed; more deals than the kline has is no fault, since its last push may be older than the last deal.
/// </remarks>
internal sealed class VolumeCheck
{
    /// <summary>How long after a minute's end its last deals and its last kline may still come, by the time in the frames.</summary>
    private const long Grace = 5 * Timestamp.PerSecond;

    private const long MinuteLength = 60 * Timestamp.PerSecond;

    /// <summary>Contracts, below the smallest volume there is: sums of fractions are not exact.</summary>
    private const double Rounding = 0.001;

    private Volumes _closed;
    private Volumes _current;
    private Volumes _next;
    private long _firstWhole;

    public VolumeCheck() => Restart();

    /// <summary>Forgets what was heard: another connection begins.</summary>
    public void Restart() => (_closed, _current, _next) = (Volumes.None, Volumes.None, Volumes.None);

    /// <summary>Counts a deal that was handed on.</summary>
    /// <param name="time">Of the deal.</param>
    /// <param name="contracts">Its volume.</param>
    public void TakeDeal(Timestamp time, double contracts)
    {
        var minute = MinuteOf(time);
        if (minute == _current.Minute)
        {
            _current.Heard += contracts;
        }
        else if (minute == _closed.Minute)
        {
            _closed.Heard += contracts;
        }
        else if (minute == _next.Minute)
        {
            _next.Heard += contracts;
        }
        else if (minute > _current.Minute)
        {
            // Deals of two minutes without a kline of the first: the klines are behind, so the comparison begins anew.
            if (!_current.IsNone && !_next.IsNone)
                Restart();
            _next = new Volumes(minute, contracts);
        }
    }

    /// <summary>Takes a pushed kline.</summary>
    /// <param name="start">Begin of its minute.</param>
    /// <param name="contracts">Its volume so far.</param>
    /// <param name="sent">Of the frame.</param>
    /// <returns>The closed minute that turns out to lack deals; else <see langword="null"/>.</returns>
    public LostDeals? TakeKline(Timestamp start, double contracts, Timestamp sent)
    {
        var minute = MinuteOf(start);
        if (minute == _closed.Minute)
            _closed.Expected = contracts;
        if (_current.IsNone)
            _firstWhole = Math.Max(Math.Max(minute, MinuteOf(sent)), _next.Minute) + 1;
        LostDeals? lost = null;
        if (!_closed.IsNone && (minute > _current.Minute || sent.Nanoseconds >= ((_closed.Minute + 1) * MinuteLength) + Grace))
        {
            lost = Judge(_closed);
            _closed = Volumes.None;
        }

        if (minute > _current.Minute)
        {
            _closed = _current;
            _current = new Volumes(minute, _next.Minute == minute ? _next.Heard : 0);
            if (_next.Minute <= minute)
                _next = Volumes.None;
        }

        if (minute == _current.Minute)
            _current.Expected = contracts;
        return lost;
    }

    private LostDeals? Judge(in Volumes closed) => closed.Minute >= _firstWhole && closed.Heard < closed.Expected - Rounding
        ? new LostDeals(new Timestamp(closed.Minute * MinuteLength), closed.Heard, closed.Expected)
        : null;

    private static long MinuteOf(Timestamp time) => time.Nanoseconds / MinuteLength;

    /// <summary>What is known of a minute, in contracts.</summary>
    private struct Volumes(long minute, double heard)
    {
        public static Volumes None => new(-1, 0);

        /// <summary>Since 1970.</summary>
        public readonly long Minute = minute;

        public double Heard = heard;

        public double Expected;

        public readonly bool IsNone => Minute < 0;
    }
}
