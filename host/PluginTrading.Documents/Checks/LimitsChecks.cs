using System.Globalization;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>Finds limits that contradict each other or change nothing.</summary>
internal static class LimitsChecks
{
    private const string Path = "$.global_limits";

    public static void Run(DiagnosticList diagnostics, StrategyLimits limits)
    {
        if (limits.MinPositionSize > limits.MaxPositionSize)
        {
            diagnostics.Error(
                DiagnosticRule.SizesReversed, $"{Path}.min_position_size",
                string.Create(CultureInfo.InvariantCulture, $"'min_position_size' is {limits.MinPositionSize}, above 'max_position_size' {limits.MaxPositionSize}: every entry would be refused"));
        }

        if (!diagnostics.IsClean(Path))
            return; // What has no effect beside a limit with an error is not known.
        if (limits.StopLossPct >= 100)
        {
            diagnostics.Warning(
                DiagnosticRule.NoEffect, $"{Path}.stop_loss_pct",
                string.Create(CultureInfo.InvariantCulture, $"'stop_loss_pct' is {limits.StopLossPct} % of the margin: the position is liquidated before it is reached"));
        }

        if (limits.EntryLimitOffsetPct != 0 && limits.EntryOrderType == OrderType.Market)
            NoEffect(diagnostics, "entry_limit_offset_pct", "'entry_order_type' is MARKET");
        if (limits.OrderTimeoutSeconds != 60 && limits.EntryOrderType == OrderType.Market && limits.CloseOrderType == OrderType.Market)
            NoEffect(diagnostics, "order_timeout_seconds", "both order types are MARKET");
    }

    private static void NoEffect(DiagnosticList diagnostics, string field, string reason) =>
        diagnostics.Warning(DiagnosticRule.NoEffect, $"{Path}.{field}", $"'{field}' changes nothing, because {reason}", new(AboutName: true));
}
