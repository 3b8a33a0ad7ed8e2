using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Machine;

/// <summary>When a refused emergency close is sent again: after 1, 2, 4, … at most 60 seconds, until the position is flat.</summary>
internal sealed class CloseRetry
{
    private const int LongestSeconds = 60;
    private Timestamp? _due;
    private int _seconds = 1;

    public void Reset()
    {
        _due = null;
        _seconds = 1;
    }

    /// <summary>Plans the next attempt and returns the wait in seconds.</summary>
    public int Schedule(Timestamp now)
    {
        var wait = _seconds;
        _due = now.Plus(wait * Timestamp.PerSecond);
        _seconds = Math.Min(LongestSeconds, _seconds * 2);
        return wait;
    }

    /// <summary>Whether an attempt is planned and its time has come; the plan is then used up.</summary>
    public bool IsDue(Timestamp now)
    {
        if (_due is not { } due || now < due)
            return false;
        _due = null;
        return true;
    }
}
