using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Protocol;

/// <summary>MEXC's time: ours and the offset that its ping showed last. Safe from any thread.</summary>
internal sealed class MexcClock(TimeProvider time)
{
    private long _offsetMilliseconds;

    /// <summary>Milliseconds that MEXC's clock is ahead of ours.</summary>
    public long OffsetMilliseconds => Interlocked.Read(ref _offsetMilliseconds);

    /// <summary>Unix milliseconds there.</summary>
    public long NowMilliseconds => time.GetUtcNow().ToUnixTimeMilliseconds() + OffsetMilliseconds;

    /// <summary>The time there.</summary>
    public Timestamp Now => Timestamp.FromUnixMilliseconds(NowMilliseconds);

    /// <summary>Takes the server's time of an answer that was asked for and received at these times here, all Unix milliseconds.</summary>
    public void Observe(long asked, long server, long received) =>
        Interlocked.Exchange(ref _offsetMilliseconds, server - asked - ((received - asked) / 2));
}
