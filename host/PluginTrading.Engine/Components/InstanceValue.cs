using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Components;

/// <summary>The built-in values of one strategy on one symbol, read like indicators.</summary>
internal sealed class InstanceValue(SectionContext context, Func<SectionContext, double> read) : IIndicator
{
    public double Value => read(context);

    /// <summary>The built-in value of that name, or <see langword="null"/>.</summary>
    public static IIndicator? Create(string name, SectionContext context) => name switch
    {
        "unrealized_pnl_pct" => new InstanceValue(context, static c => c.UnrealizedPnlPct),
        "position_age_seconds" => new InstanceValue(context, static c => c.Position is { } position ? c.Now.SecondsSince(position.OpenedAt) : double.NaN),
        "signal_age_seconds" => new InstanceValue(context, static c => c.SignalTime is { } time ? c.Now.SecondsSince(time) : double.NaN),
        "price" => new InstanceValue(context, static c => c.Market.LastPrice),
        _ => null,
    };
}
