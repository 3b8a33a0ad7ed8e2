using PluginTrading.Documents.Json;
using PluginTrading.Engine.Settings;

namespace PluginTrading.Documents.Sessions;

/// <summary>Reads a session's <c>risk</c>.</summary>
internal static class RiskReader
{
    public static RiskLimits Read(DocumentScope scope, SourceValue? value)
    {
        var fields = new FieldReader(value, scope.Diagnostics);
        var defaults = new RiskLimits();
        return new RiskLimits
        {
            MaxOpenPositions = fields.Integer("max_open_positions") ?? defaults.MaxOpenPositions,
            MaxPositionSize = fields.Decimal("max_position_size"),
            MinMarginRatioPct = fields.Decimal("min_margin_ratio_pct") ?? defaults.MinMarginRatioPct,
            MaxLeverage = fields.Integer("max_leverage"),
            MaxVolatilityPct = fields.Double("max_volatility_pct"),
            MaxDailyLoss = fields.Decimal("max_daily_loss"),
            FlattenOnMaxDailyLoss = fields.Boolean("flatten_on_max_daily_loss") ?? defaults.FlattenOnMaxDailyLoss,
            MaxDrawdownPct = fields.Decimal("max_drawdown_pct"),
            FlattenOnMaxDrawdown = fields.Boolean("flatten_on_max_drawdown") ?? defaults.FlattenOnMaxDrawdown,
            MaxOrdersPerSecond = fields.Integer("max_orders_per_second"),
            MaxOrdersPerMinute = fields.Integer("max_orders_per_minute"),
            PriceCollarPct = fields.Decimal("price_collar_pct") ?? defaults.PriceCollarPct,
        };
    }
}
