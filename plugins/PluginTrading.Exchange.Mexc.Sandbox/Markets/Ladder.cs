namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>A price and the contracts waiting there.</summary>
internal readonly record struct Level(decimal Price, decimal Vol);

/// <summary>Best bid and ask with their contracts, as of one version of the book.</summary>
internal readonly record struct Top(long Version, long TimeMs, decimal Bid, decimal BidVol, decimal Ask, decimal AskVol);

/// <summary>Both sides of the book, best first: the best from the market, the ones behind it made up, a tick apart, always the same for the same price.</summary>
internal sealed class Ladder(Contract contract, in Top top)
{
    public const int Depth = 20;

    public Level[] Bids { get; } = Side(contract, top.Bid, top.BidVol, -1);

    public Level[] Asks { get; } = Side(contract, top.Ask, top.AskVol, +1);

    /// <summary>Levels to be set, 0 contracts to be removed, that turn one side into another.</summary>
    /// <param name="before">Best first.</param>
    /// <param name="after">Best first.</param>
    /// <param name="isAsk">Whether the lowest price is the best.</param>
    /// <param name="result">Takes the levels, best first.</param>
    public static void Difference(Level[] before, Level[] after, bool isAsk, List<Level> result)
    {
        result.Clear();
        int i = 0, j = 0;
        while (i < before.Length || j < after.Length)
        {
            if (j == after.Length || (i < before.Length && IsBetter(before[i].Price, after[j].Price)))
            {
                result.Add(before[i++] with { Vol = 0 });
            }
            else if (i == before.Length || IsBetter(after[j].Price, before[i].Price))
            {
                result.Add(after[j++]);
            }
            else
            {
                if (before[i++].Vol != after[j].Vol)
                    result.Add(after[j]);
                j++;
            }
        }

        bool IsBetter(decimal price, decimal other) => isAsk ? price < other : price > other;
    }

    /// <summary>One side in steps of <paramref name="step"/>: bids rounded down, asks up; best first.</summary>
    public static Level[] Grouped(Level[] side, bool isAsk, decimal step) =>
        [.. side.GroupBy(l => (isAsk ? Math.Ceiling(l.Price / step) : Math.Floor(l.Price / step)) * step).Select(g => new Level(g.Key, g.Sum(l => l.Vol)))];

    private static Level[] Side(Contract contract, decimal best, decimal bestVol, int direction)
    {
        if (best <= 0)
            return [];
        var count = Depth;
        if (direction < 0)
            count = (int)Math.Clamp(Math.Ceiling(best / contract.Tick), 1, Depth);
        var levels = new Level[count];
        levels[0] = new Level(best, bestVol);
        for (var i = 1; i < count; i++)
        {
            var price = best + (direction * i * contract.Tick);
            if (price <= 0)
                return levels[..i];
            levels[i] = new Level(price, VolAt(contract, price));
        }

        return levels;
    }

    /// <summary>10 to 99 units, the same for the same price.</summary>
    public static decimal VolAt(Contract contract, decimal price)
    {
        var ticks = (ulong)Math.Min(price / contract.Tick, 1e18m);
        return (10 + ((ticks * 0x9E3779B97F4A7C15 >> 40) % 90)) * contract.VolUnit;
    }
}
