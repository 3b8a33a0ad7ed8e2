using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>The two times of the sandbox: the wall clock, and the time that the market has reached.</summary>
internal sealed class VenueClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public TimeProvider Provider => time;

    /// <summary>How far the clock that clients see is off, ms.</summary>
    public long SkewMs { get; set; }

    /// <summary>Unix ms of the wall clock as clients see it.</summary>
    public long WallMs => time.GetUtcNow().ToUnixTimeMilliseconds() + SkewMs;

    /// <summary>Seconds since the sandbox was made; never runs backwards.</summary>
    public double Elapsed => time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Time of the market's first event.</summary>
    public Timestamp? First { get; private set; }

    /// <summary>Time of the market's last event.</summary>
    public Timestamp? Market { get; private set; }

    /// <summary>Unix ms of the market's last event; of the wall clock before the first.</summary>
    public long MarketMs { get => Market is null ? WallMs : field; private set; }

    /// <summary>Seconds of market time since the first event; <see langword="null"/> before it.</summary>
    public double? MarketSeconds => First is { } first ? Market!.Value.SecondsSince(first) : null;

    public void Advance(Timestamp time)
    {
        First ??= time;
        if (Market is { } market && time < market)
            return;
        Market = time;
        MarketMs = time.Nanoseconds / Timestamp.PerMillisecond;
    }
}
