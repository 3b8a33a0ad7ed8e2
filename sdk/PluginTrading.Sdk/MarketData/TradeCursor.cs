namespace PluginTrading.Sdk.MarketData;

/// <summary>A boundary that follows the clock at a fixed distance, shared by all windows that begin or end there.</summary>
internal sealed class TradeCursor(long age)
{
    /// <summary>Distance behind the clock, nanoseconds.</summary>
    public long Age { get; } = age;

    /// <summary>The boundary's time.</summary>
    public long Time { get; private set; } = long.MinValue;

    /// <summary>How many trades have a time at or before the boundary: the index of the first one after it.</summary>
    public long Index { get; private set; }

    public void Advance(TradeHistory history, long now)
    {
        var time = now - Age;
        Time = time;
        var index = Index;
        var count = history.Count;
        while (index < count && history[index].Time <= time)
            index++;
        Index = index;
    }
}
