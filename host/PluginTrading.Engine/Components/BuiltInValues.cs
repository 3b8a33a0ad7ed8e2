using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Engine.Components;

/// <summary>The condition types that come from the position, the signal or the last trade and need no plugin.</summary>
public static class BuiltInValues
{
    /// <summary>Declarations, as an indicator would give them; none takes parameters.</summary>
    public static IReadOnlyList<IndicatorDeclaration> Declarations { get; } =
    [
        new() { Name = "unrealized_pnl_pct", Unit = "%", Description = "Unrealized P&L in percent of margin, fees not counted; not ready without a position." },
        new() { Name = "position_age_seconds", Unit = "s", ValueMinimum = 0, Description = "Seconds since the position's first fill; not ready without a position." },
        new() { Name = "signal_age_seconds", Unit = "s", ValueMinimum = 0, Description = "Seconds since the signal was accepted; not ready outside a round." },
        new() { Name = "price", Unit = "quote currency", ValueMinimum = 0, Description = "Last trade price." },
    ];
}
