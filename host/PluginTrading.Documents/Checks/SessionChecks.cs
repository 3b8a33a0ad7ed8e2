using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Sessions;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Documents.Checks;

/// <summary>Checks a session against its strategies, as far as both are free of errors.</summary>
internal static class SessionChecks
{
    /// <param name="places">Path of each of the session's strategies.</param>
    public static void Run(DiagnosticList diagnostics, SessionDocument session, IReadOnlyList<string> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            var strategy = session.Strategies[i].Definition;
            if (session.Direction != Direction.Both && strategy.Direction != Direction.Both && strategy.Direction != session.Direction)
            {
                diagnostics.Warning(
                    DiagnosticRule.NeverEnters, places[i],
                    $"'{strategy.Name}' enters {Word(strategy.Direction)} only, but the session's 'direction' allows {Word(session.Direction)} only: it never enters");
            }

            if (strategy.Limits.Leverage > session.Risk.MaxLeverage)
            {
                diagnostics.Warning(
                    DiagnosticRule.NeverEnters, places[i],
                    $"'{strategy.Name}' has leverage {strategy.Limits.Leverage}, above the session's 'max_leverage' {session.Risk.MaxLeverage}: every entry is refused");
            }

            if (strategy.Limits.MinPositionSize > session.Risk.MaxPositionSize)
            {
                diagnostics.Warning(
                    DiagnosticRule.NeverEnters, places[i],
                    FormattableString.Invariant($"'{strategy.Name}' has 'min_position_size' {strategy.Limits.MinPositionSize}, above the session's 'max_position_size' {session.Risk.MaxPositionSize}: every entry is refused"));
            }
        }

        if (session.SessionType == SessionType.Collect && session.Strategies.Count > 0)
            diagnostics.Warning(DiagnosticRule.NoEffect, "$.strategies", "a session of type 'collect' trades nothing, so 'strategies' changes nothing", new(AboutName: true));
        if (session.SessionType == SessionType.Live && diagnostics.Source?.Root["execution"] is not null)
            diagnostics.Warning(DiagnosticRule.NoEffect, "$.execution", "'execution' is about the simulated venue; a session of type 'live' does not use it", new(AboutName: true));
        if (session.Risk.FlattenOnMaxDailyLoss && session.Risk.MaxDailyLoss is null)
            diagnostics.Warning(DiagnosticRule.NoEffect, "$.risk.flatten_on_max_daily_loss", "'flatten_on_max_daily_loss' changes nothing without 'max_daily_loss'", new(AboutName: true));
        if (session.Risk.FlattenOnMaxDrawdown && session.Risk.MaxDrawdownPct is null)
            diagnostics.Warning(DiagnosticRule.NoEffect, "$.risk.flatten_on_max_drawdown", "'flatten_on_max_drawdown' changes nothing without 'max_drawdown_pct'", new(AboutName: true));
    }

    private static string Word(Direction direction) => direction.ToString().ToUpperInvariant();
}
