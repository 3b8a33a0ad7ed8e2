using PluginTrading.Documents.Json;
using PluginTrading.Engine.Settings;

namespace PluginTrading.Documents.Sessions;

/// <summary>Reads a session's <c>supervision</c>.</summary>
internal static class SupervisionReader
{
    public static SupervisionSettings Read(DocumentScope scope, SourceValue? value)
    {
        var fields = new FieldReader(value, scope.Diagnostics);
        var defaults = new SupervisionSettings();
        return new SupervisionSettings
        {
            StaleAfterSeconds = fields.Double("stale_after_seconds") ?? defaults.StaleAfterSeconds,
            StaleTradesAfterSeconds = fields.Double("stale_trades_after_seconds") ?? defaults.StaleTradesAfterSeconds,
            StaleQuotesAfterSeconds = fields.Double("stale_quotes_after_seconds") ?? defaults.StaleQuotesAfterSeconds,
            StaleMarksAfterSeconds = fields.Double("stale_marks_after_seconds") ?? defaults.StaleMarksAfterSeconds,
            GapPauseSeconds = fields.Double("gap_pause_seconds") ?? defaults.GapPauseSeconds,
            LateAfterSeconds = fields.Double("late_after_seconds") ?? defaults.LateAfterSeconds,
            ReconcileEverySeconds = fields.Double("reconcile_every_seconds") ?? defaults.ReconcileEverySeconds,
            TickSeconds = fields.Double("tick_seconds") ?? defaults.TickSeconds,
            NotReceivedAfterSeconds = fields.Double("not_received_after_seconds") ?? defaults.NotReceivedAfterSeconds,
            AskAfterSeconds = fields.Double("ask_after_seconds") ?? defaults.AskAfterSeconds,
            BalanceTolerance = fields.Decimal("balance_tolerance") ?? defaults.BalanceTolerance,
        };
    }
}
