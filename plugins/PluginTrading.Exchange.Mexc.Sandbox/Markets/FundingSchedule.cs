namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>A settlement that took place.</summary>
internal readonly record struct FundingSettlement(double Rate, long TimeMs, int CycleHours);

/// <summary>Funding of one contract: what the feed has settled, and when the next is expected.</summary>
internal sealed class FundingSchedule
{
    private const long HourMs = 3_600_000;

    private readonly Queue<(double Rate, long TimeMs)> _inSight = new();
    private double _settled;
    private long _anchorMs;

    /// <summary>The rate of the next settlement where it is in sight, else the last that was settled; 0 before, since a market without funding charges none.</summary>
    public double Rate => _inSight.TryPeek(out var next) ? next.Rate : _settled;

    /// <summary>Hours between settlements, from the last two; 8 before.</summary>
    public int CycleHours { get; private set; } = 8;

    /// <summary>The newest first.</summary>
    public Ring<FundingSettlement> History { get; } = new(1000);

    /// <summary>Says where the exchange's round hours lie in a market whose times were moved, until a settlement shows it.</summary>
    public void Shift(long shiftMs) => _anchorMs = shiftMs;

    public void Settled(double rate, long timeMs)
    {
        _anchorMs = timeMs;
        if (History.Count > 0 && timeMs > History[0].TimeMs)
            CycleHours = (int)Math.Clamp(Math.Round((timeMs - History[0].TimeMs) / (double)HourMs), 1, 24);
        while (_inSight.TryPeek(out var next) && next.TimeMs <= timeMs)
            _inSight.Dequeue();
        _settled = rate;
        History.Add(new FundingSettlement(rate, timeMs, CycleHours));
    }

    /// <summary>A settlement is in sight, after those that were before.</summary>
    /// <returns>Whether it is the next.</returns>
    public bool Expect(double rate, long timeMs)
    {
        _inSight.Enqueue((rate, timeMs));
        return _inSight.Count == 1;
    }

    /// <summary>Time of the next settlement: the one in sight, else the first after <paramref name="timeMs"/> that lies a multiple of the cycle after the last one, or on a round hour of the market.</summary>
    public long NextMs(long timeMs)
    {
        if (_inSight.TryPeek(out var next))
            return next.TimeMs;
        var cycleMs = CycleHours * HourMs;
        return _anchorMs + ((long)Math.Floor((timeMs - _anchorMs) / (double)cycleMs) + 1) * cycleMs;
    }
}
