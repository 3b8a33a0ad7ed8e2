using System.Text.Json.Nodes;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests;

/// <summary>The two documents of the semantics, to be changed by a test.</summary>
internal static class TestDocument
{
    public const string Strategy = """
        {
          "$schema": "../schemas/strategy.schema.json",
          "strategy_name": "pump_dump_detection",
          "enabled": true,
          "direction": "SHORT",
          "global_limits": {
            "base_size": 0.3,
            "leverage": 3,
            "min_position_size": 10,
            "max_position_size": 500,
            "stop_loss_pct": 8.0,
            "take_profit_pct": null,
            "signal_timeout_seconds": 300,
            "max_position_age_seconds": null,
            "entry_order_type": "MARKET",
            "close_order_type": "MARKET"
          },
          "risk_adjustment": {
            "indicator": { "condition_type": "volatility_pct", "parameters": { "t1": 300 } },
            "size_multiplier":  [[0.1, 1.0], [1.0, 0.5], [3.0, 0.25]],
            "close_price_adjustment_pct": [[0.1, 0.0], [1.0, 0.2]]
          },
          "signal_detection":      { "logic": "all", "conditions": [
              { "condition_type": "pump_magnitude_pct", "operator": "gte", "value": 8.0, "parameters": { "t1": 300, "t2": 0 } },
              { "condition_type": "volume_surge_ratio", "operator": "gte", "value": 3.0 },
              { "condition_type": "price_momentum",     "operator": "gte", "value": 5.0 } ] },
          "signal_cancellation":   { "logic": "any", "cooldown_seconds": 300, "conditions": [
              { "condition_type": "pump_magnitude_pct", "operator": "lte", "value": -2.0 } ] },
          "entry_conditions":      { "logic": "all", "conditions": [
              { "condition_type": "rsi",        "operator": "between", "value": [40, 80] },
              { "condition_type": "spread_pct", "operator": "lte",     "value": 1.0 } ] },
          "close_order_detection": { "logic": "any", "conditions": [
              { "condition_type": "unrealized_pnl_pct", "operator": "gte", "value": 15.0 },
              { "condition_type": "price_momentum",     "operator": "lte", "value": -6.0 } ] },
          "emergency_exit":        { "logic": "any", "cooldown_seconds": 1800, "conditions": [
              { "condition_type": "price_momentum", "operator": "gte", "value": 12.0 } ] }
        }
        """;

    public const string Session = """
        {
          "$schema": "../schemas/session.schema.json",
          "session_type": "backtest",
          "strategies": ["pump_dump_detection.json"],
          "symbols": ["NAS_BTC"],
          "direction": "BOTH",
          "initial_balance": 1000,
          "seed": 1,
          "max_concurrent_signals": 3,
          "market":    { "dataset": "data/nas_btc_2021-01-14" },
          "execution": { "slippage_pct": 0.05, "taker_fee_pct": 0.08, "maker_fee_pct": 0.06, "latency_ms": 0, "max_participation": null },
          "risk":      { "max_open_positions": 3, "max_daily_loss": null, "max_drawdown_pct": null }
        }
        """;

    /// <summary>The strategy with one piece of its text replaced, which must occur once.</summary>
    public static string StrategyWith(string piece, string replacement) => With(Strategy, piece, replacement);

    /// <summary>The session with one piece of its text replaced, which must occur once.</summary>
    public static string SessionWith(string piece, string replacement) => With(Session, piece, replacement);

    /// <summary>The strategy, changed as a tree; positions are then those of the written tree.</summary>
    public static string StrategyAfter(Action<JsonNode> change)
    {
        var root = JsonNode.Parse(Strategy)!;
        change(root);
        return root.ToJsonString();
    }

    /// <summary>A condition as a tree.</summary>
    public static JsonNode Condition(string text) => JsonNode.Parse(text)!;

    /// <summary>Findings about a strategy, as <c>line:column severity code message (at path)</c>.</summary>
    public static IReadOnlyList<string> Findings(string strategy, DocumentReader? reader = null)
    {
        using var folder = new TemporaryFolder();
        return [.. Validate(folder, "strategy.json", strategy, reader).Select(Short)];
    }

    public static IReadOnlyList<Diagnostic> Validate(TemporaryFolder folder, string name, string text, DocumentReader? reader = null)
    {
        File.WriteAllText(folder.File(name), text);
        return (reader ?? TestComponents.Reader()).Validate(folder.File(name)).Diagnostics;
    }

    public static string Short(Diagnostic diagnostic) =>
        $"{diagnostic.Line}:{diagnostic.Column} {(diagnostic.IsError ? "error" : "warning")} {diagnostic.Rule.Code} {diagnostic.Message} (at {diagnostic.JsonPath})";

    private static string With(string text, string piece, string replacement)
    {
        text.Split(piece).Length.ShouldBe(2, $"'{piece}' must occur once");
        return text.Replace(piece, replacement, StringComparison.Ordinal);
    }
}
