using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sessions;

/// <summary>
/// Clears a session's alerts when the effects show that their cause is gone, as part of the transaction that stores the effects. Alerts of what has
/// happened once, an order or position that is not ours for instance, are never cleared: somebody acknowledges them.
/// </summary>
internal sealed class AlertClearing(StatementBatch batch, long sessionId)
{
    // The plus sign sends SQLite to the index of alerts that are not cleared, which are few.
    private const string Standing = "UPDATE alerts SET cleared_at = $3 WHERE cleared_at IS NULL AND +session_id = $1 AND rule = $2";
    private const string OnSymbol = Standing + " AND symbol = $4";
    private const string OnNoSymbol = Standing + " AND symbol IS NULL";
    private const string BeforeDay = Standing + " AND raised_at < $3";
    private const string WithoutUnknown = Standing
        + " AND symbol = $4 AND strategy_name = $5 AND NOT EXISTS (SELECT 1 FROM orders WHERE session_id = $1 AND status = 'UNKNOWN' AND symbol = $4 AND strategy_name = $5)";

    /// <summary>Rules of a state that lasts: the newest alert says how it is.</summary>
    private static readonly HashSet<string> States = new(StringComparer.Ordinal) { "market_data", "account", "symbol_frozen", "margin_ratio" };

    /// <summary>Before an alert is stored. What is only information asks for nobody and is cleared when it is raised.</summary>
    /// <returns>When the new alert itself is cleared.</returns>
    public Timestamp? On(Alert alert)
    {
        var isGone = alert.Severity == AlertSeverity.Info;
        if (States.Contains(alert.Rule))
            Clear(alert.Rule, alert.Symbol, alert.RaisedAt);
        if (alert.Rule == "account" && isGone)
            Clear("account_not_compared", null, alert.RaisedAt);
        return isGone ? alert.RaisedAt : null;
    }

    /// <summary>After an order is stored.</summary>
    public void On(Order order)
    {
        if (order.Status != OrderStatus.Unknown)
            batch.Add(WithoutUnknown, sessionId, "order_unknown", order.UpdatedAt, order.Symbol, order.StrategyName);
    }

    public void On(PositionSnapshot position)
    {
        if (position.CloseTime is not { } time)
            return;
        Clear("margin_ratio", position.Symbol, time);
        Clear("emergency_close_rejected", position.Symbol, time);
    }

    /// <summary>The day's loss begins anew at 00:00 UTC.</summary>
    /// <param name="before">Time of the session's newest effect before an input.</param>
    /// <param name="now">Time of the newest after it.</param>
    public void On(Timestamp? before, Timestamp? now)
    {
        if (before is not { } then || now is not { } time)
            return;
        var day = time.Nanoseconds - (time.Nanoseconds % Timestamp.PerDay);
        if (then.Nanoseconds < day)
            batch.Add(BeforeDay, sessionId, "max_daily_loss", day);
    }

    private void Clear(string rule, string? symbol, Timestamp time)
    {
        if (symbol is null)
            batch.Add(OnNoSymbol, sessionId, rule, time);
        else
            batch.Add(OnSymbol, sessionId, rule, time, symbol);
    }
}
