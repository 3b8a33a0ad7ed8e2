using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Tests.MarketData;

/// <summary>A market whose time is counted in seconds from a moment that is the start of a minute.</summary>
internal sealed class MarketBench
{
    public const long Start = 1_610_658_000 * Timestamp.PerSecond;

    public MarketView Market { get; } = new(new Instrument { Symbol = "NAS_BTC", Base = "NAS", Quote = "BTC", PriceTick = 0.01m, QuantityStep = 1 });

    public static Timestamp At(double seconds) => new(Start + Timestamp.DurationOf(seconds));

    public void Trade(double seconds, double price, double quantity = 1) => Market.Apply(MarketEvent.Trade(0, At(seconds), price, quantity));

    /// <summary>An event that only moves the clock.</summary>
    public void Tick(double seconds) => Market.Apply(MarketEvent.Mark(0, At(seconds), 1));
}
