using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Generation;

/// <summary>What market to make up.</summary>
public sealed record GeneratorSettings
{
    /// <summary>As in <c>PUMP_USDT</c>.</summary>
    public string Symbol { get; init; } = "PUMP_USDT";

    /// <summary>Price around which the market moves, quote currency, &gt; 0.</summary>
    public double AnchorPrice { get; init; } = 0.5;

    /// <summary>Prices are multiples of this: one over a whole number.</summary>
    public decimal PriceTick { get; init; } = 0.0001m;

    /// <summary>Quantities are multiples of this, which is a venue's contract: one over a whole number.</summary>
    public decimal QuantityStep { get; init; } = 1m;

    /// <summary>Whole UTC days, at least 1.</summary>
    public int Days { get; init; } = 3;

    /// <summary>The same settings and seed give the same bytes on every machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Mean rate in quiet times; pumps come on top.</summary>
    public double TradesPerSecond { get; init; } = 1;

    /// <summary>Number of pumps in all, spread over the days; <see langword="null"/> is four a day.</summary>
    public int? Pumps { get; init; }

    /// <summary>Whether to make quotes as well.</summary>
    public bool Quotes { get; init; }

    /// <summary>Midnight (UTC) at which the first day begins.</summary>
    public Timestamp Start { get; init; } = Timestamp.FromUnixMilliseconds(1_704_067_200_000);

    private static bool IsOneOver(decimal value) => value is > 0 and <= 1 && decimal.IsInteger(1m / value);

    /// <exception cref="DataSetException">A setting is out of range, or the pumps do not fit into the days.</exception>
    internal void Check()
    {
        if (Days is < 1 or > 3650)
            throw new DataSetException($"days is {Days}; expected 1 to 3650.");
        if (!(TradesPerSecond is > 0 and <= 500))
            throw new DataSetException(FormattableString.Invariant($"trades per second is {TradesPerSecond}; expected a number > 0 and ≤ 500."));
        if (Pumps is { } pumps && (pumps < 0 || pumps > Days * 24L))
            throw new DataSetException($"pumps is {pumps}; expected 0 to {Days * 24L} (one an hour).");
        if (!(AnchorPrice > 0 && double.IsFinite(AnchorPrice)) || !IsOneOver(PriceTick) || !IsOneOver(QuantityStep))
            throw new DataSetException(FormattableString.Invariant($"price {AnchorPrice}, tick {PriceTick}, step {QuantityStep}; expected a price > 0, and ticks and steps of one over a whole number, as 0.01."));
        if (!SymbolForm.Fits(Symbol))
            throw new DataSetException($"symbol is '{Symbol}'; expected {SymbolForm.Expected}, as in PUMP_USDT.");
    }
}
