using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>The rules of one contract in the exchange's terms: volumes are contracts.</summary>
internal sealed class Contract
{
    /// <summary>Most that an order price may be away from the index price, a fraction.</summary>
    public const decimal BandRate = 0.1m;

    public Contract(Instrument instrument, int index, SandboxSettings settings)
    {
        Instrument = instrument;
        Index = index;
        VolUnit = instrument.QuantityStep / instrument.ContractSize;
        MinVol = Math.Max(VolUnit, instrument.MinQuantity / instrument.ContractSize);
        var mostHeld = VolUnit * 10_000_000m;
        MaxVol = instrument.MaxQuantity / instrument.ContractSize ?? mostHeld;
        TakerFee = (instrument.TakerFeePct ?? settings.TakerFeePct) / 100m;
        MakerFee = (instrument.MakerFeePct ?? settings.MakerFeePct) / 100m;
        Tiers = new RiskTiers(instrument, mostHeld, VolUnit);
        PriceScale = Scale(instrument.PriceTick);
        VolScale = Scale(VolUnit);
    }

    public Instrument Instrument { get; }

    public int Index { get; }

    public int Id => Index + 10;

    public string Symbol => Instrument.Symbol;

    /// <summary>Base asset per contract.</summary>
    public decimal Size => Instrument.ContractSize;

    public decimal Tick => Instrument.PriceTick;

    public decimal VolUnit { get; }

    public decimal MinVol { get; }

    public decimal MaxVol { get; }

    public RiskTiers Tiers { get; }

    /// <summary>Fraction of notional.</summary>
    public decimal TakerFee { get; }

    /// <summary>Fraction of notional.</summary>
    public decimal MakerFee { get; }

    public int PriceScale { get; }

    public int VolScale { get; }

    /// <summary>The price on the tick at or below.</summary>
    public decimal FloorToTick(decimal price) => Math.Floor(price / Tick) * Tick;

    public decimal CeilingToTick(decimal price) => Math.Ceiling(price / Tick) * Tick;

    private static int Scale(decimal step)
    {
        var scale = 0;
        while (step != Math.Floor(step) && scale < 20)
        {
            step *= 10;
            scale++;
        }

        return scale;
    }
}
