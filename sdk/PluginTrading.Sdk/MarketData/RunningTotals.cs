using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// The running total of an amount at each kept trade. Worked out up to the newest trade when first asked for since, and before old trades are
/// forgotten: a total that nobody reads costs little, and none depends on when it was read.
/// </summary>
/// <typeparam name="TAmount">What is added up.</typeparam>
internal sealed class RunningTotals<TAmount>
    where TAmount : struct, ITradeAmount
{
    private RunningTotal[] _ring;
    private long _count;

    public RunningTotals(int capacity) => _ring = new RunningTotal[capacity];

    /// <summary>The total up to and including a kept trade.</summary>
    /// <remarks>As in <see cref="TradeHistory"/>, the mask is the bounds check.</remarks>
    public ref readonly RunningTotal At(TradeHistory history, long index)
    {
        if (index >= _count)
            CatchUp(history);
        return ref Slot(index);
    }

    /// <summary>Works out what is missing up to the newest trade.</summary>
    public void CatchUp(TradeHistory history)
    {
        var (total, previous) = _count > 0 ? (Slot(_count - 1), history[_count - 1]) : (default, history[0]);
        for (var i = _count; i < history.Count; i++)
        {
            ref var trade = ref history[i];
            total = total.Plus(TAmount.Of(in previous, in trade));
            Slot(i) = total;
            previous = trade;
        }

        _count = history.Count;
    }

    /// <summary>Moves the totals from <paramref name="oldest"/> on into a larger ring.</summary>
    public void Grow(int capacity, long oldest)
    {
        var larger = new RunningTotal[capacity];
        for (var i = oldest; i < _count; i++)
            larger[i & (capacity - 1)] = Slot(i);
        _ring = larger;
    }

    private ref RunningTotal Slot(long index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ring), (nint)(index & (_ring.Length - 1)));
}

/// <summary>What a trade adds to a running total.</summary>
internal interface ITradeAmount
{
    /// <param name="previous">The trade before; the first trade itself when there is none.</param>
    /// <param name="trade">The trade.</param>
    static abstract double Of(in TradeEntry previous, in TradeEntry trade);
}

/// <summary>∫ price dt from the trade before to this one, quote currency × nanoseconds.</summary>
internal readonly struct PriceTime : ITradeAmount
{
    public static double Of(in TradeEntry previous, in TradeEntry trade) => previous.Price * (trade.Time - previous.Time);
}

/// <summary>Quantity, base asset.</summary>
internal readonly struct TradedVolume : ITradeAmount
{
    public static double Of(in TradeEntry previous, in TradeEntry trade) => trade.Quantity;
}

/// <summary>Price × quantity, quote currency.</summary>
internal readonly struct TradedTurnover : ITradeAmount
{
    public static double Of(in TradeEntry previous, in TradeEntry trade) => trade.Price * trade.Quantity;
}
