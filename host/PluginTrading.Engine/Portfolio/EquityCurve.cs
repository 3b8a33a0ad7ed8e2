using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Portfolio;

/// <summary>Makes the points of the equity curve: after each booking, and after the last event of every UTC minute that has one.</summary>
internal sealed class EquityCurve(Ledger ledger)
{
    private const long Minute = 60 * Timestamp.PerSecond;
    private decimal _peak;
    private long _minuteEnd = long.MaxValue;

    /// <summary>The curve's first point.</summary>
    public EquityPoint Begin(Timestamp time)
    {
        StartMinute(time);
        return Point(time);
    }

    /// <summary>Whether an event at <paramref name="time"/> begins another minute than the event before.</summary>
    public bool BeginsAnotherMinute(Timestamp time) => time.Nanoseconds >= _minuteEnd;

    public void StartMinute(Timestamp time)
    {
        var into = time.Nanoseconds % Minute;
        _minuteEnd = time.Nanoseconds - (into < 0 ? into + Minute : into) + Minute;
    }

    /// <summary>The curve at <paramref name="time"/>.</summary>
    public EquityPoint Point(Timestamp time)
    {
        var equity = ledger.Equity;
        _peak = Math.Max(_peak, equity);
        return new EquityPoint
        {
            Time = time,
            Balance = ledger.Balance,
            Equity = equity,
            DrawdownPct = _peak > 0 ? 100m * (_peak - equity) / _peak : 0,
            StrategyEquity = ledger.StrategyEquity(),
        };
    }
}
