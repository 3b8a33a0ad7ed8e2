using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Settings;

/// <summary>Fees of a session, in percent of notional; an instrument that states its own wins. The defaults are what MEXC charges API orders.</summary>
public sealed record FeeSchedule
{
    public decimal TakerFeePct { get; init; } = 0.08m;

    public decimal MakerFeePct { get; init; } = 0.06m;

    /// <summary>Taker fee as a fraction of notional.</summary>
    public decimal TakerRate(Instrument instrument) => (instrument.TakerFeePct ?? TakerFeePct) / 100m;

    /// <summary>Maker fee as a fraction of notional.</summary>
    public decimal MakerRate(Instrument instrument) => (instrument.MakerFeePct ?? MakerFeePct) / 100m;
}
