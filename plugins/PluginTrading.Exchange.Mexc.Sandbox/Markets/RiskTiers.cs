using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>Risk tiers of one contract, in the wire's mode INCREASE: the more contracts a position holds, the higher its margin rates and the lower its leverage. Levels count from 1.</summary>
internal sealed class RiskTiers(Instrument instrument, decimal maxVol, decimal volUnit)
{
    public const int Count = 5;

    /// <summary>Contracts of the first tier, and what each further one adds.</summary>
    public decimal StepVol { get; } = Math.Floor(maxVol / Count / volUnit) * volUnit;

    /// <summary>Rise of the maintenance margin rate from tier to tier, a fraction of notional.</summary>
    public decimal MaintenanceStep => instrument.MaintenanceMarginRate;

    /// <summary>Rise of the initial margin rate from tier to tier, a fraction of notional.</summary>
    public decimal InitialStep => 1m / instrument.MaxLeverage;

    /// <summary>Most contracts that a position of the tier holds.</summary>
    public decimal MaxVol(int level) => StepVol * level;

    /// <summary>A fraction of notional.</summary>
    public decimal MaintenanceRate(int level) => Math.Min(1m, MaintenanceStep * level);

    /// <summary>A fraction of notional.</summary>
    public decimal InitialRate(int level) => Math.Min(1m, InitialStep * level);

    public int MaxLeverage(int level) => Math.Max(1, instrument.MaxLeverage / level);

    /// <summary>The tier of a position of so many contracts.</summary>
    public int LevelOf(decimal vol) => (int)Math.Clamp(Math.Ceiling(vol / StepVol), 1, Count);

    /// <summary>The highest tier that still allows the leverage.</summary>
    public int LevelAt(int leverage) => leverage <= 1 ? Count : Math.Clamp(instrument.MaxLeverage / leverage, 1, Count);
}
