using System.Text.Json;
using PluginTrading.Documents.Json;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Reads <c>global_limits</c>.</summary>
internal static class LimitsReader
{
    /// <summary>The limits, or <see langword="null"/> when they are not there. A limit with an error is left at its default, so that the others can still be checked.</summary>
    public static StrategyLimits? Read(DocumentScope scope, SourceValue? value)
    {
        if (value is not { Kind: JsonValueKind.Object })
            return null;
        var fields = new FieldReader(value, scope.Diagnostics);
        var defaults = new StrategyLimits { BaseSize = 1 };
        return defaults with
        {
            BaseSize = fields.Decimal("base_size") ?? 0,
            Leverage = fields.Integer("leverage") ?? defaults.Leverage,
            MinPositionSize = fields.Decimal("min_position_size"),
            MaxPositionSize = fields.Decimal("max_position_size"),
            StopLossPct = fields.Double("stop_loss_pct"),
            TakeProfitPct = fields.Double("take_profit_pct"),
            SignalTimeoutSeconds = fields.Double("signal_timeout_seconds"),
            MaxPositionAgeSeconds = fields.Double("max_position_age_seconds"),
            EntryOrderType = OrderTypeOf(fields.Text("entry_order_type")),
            CloseOrderType = OrderTypeOf(fields.Text("close_order_type")),
            EntryLimitOffsetPct = fields.Decimal("entry_limit_offset_pct") ?? defaults.EntryLimitOffsetPct,
            OrderTimeoutSeconds = fields.Double("order_timeout_seconds") ?? defaults.OrderTimeoutSeconds,
        };
    }

    private static OrderType OrderTypeOf(string? word) => word == "LIMIT" ? OrderType.Limit : OrderType.Market;
}
