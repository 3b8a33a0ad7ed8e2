using System.Text.Json;
using PluginTrading.Documents.Checks;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Simulation;

namespace PluginTrading.Documents.Sessions;

/// <summary>Reads a session document and the strategies that it names.</summary>
internal static class SessionReader
{
    /// <summary>The session, or <see langword="null"/> when it or a strategy of it has an error.</summary>
    public static SessionDocument? Read(DocumentScope scope, JsonSource source, string path)
    {
        var root = source.Root;
        var diagnostics = scope.Diagnostics;
        SchemaCheck.Run(scope.Schemas.Document(DocumentKind.Session), root, diagnostics);
        if (root.Kind != JsonValueKind.Object)
            return null;
        var fields = new FieldReader(root, diagnostics);
        SessionType? type = Enum.TryParse<SessionType>(fields.Text("session_type"), ignoreCase: true, out var parsed) ? parsed : null;
        RequireWhatTradingNeeds(diagnostics, root, type);
        var strategies = new SessionStrategyReader(scope).Read(root["strategies"]);
        var market = MarketReader.Read(scope, root["market"], type);
        var session = new SessionDocument
        {
            Path = path,
            Folder = scope.Folder,
            Text = source.Text,
            SessionType = type ?? SessionType.Backtest,
            Strategies = [.. strategies.Select(s => s.Strategy)],
            Symbols = [.. (root["symbols"]?.Items ?? []).Select(s => s.Text)],
            Direction = fields.Direction("direction") ?? Direction.Both,
            InitialBalance = fields.Decimal("initial_balance") ?? 0,
            MaxConcurrentSignals = fields.Integer("max_concurrent_signals") ?? 3,
            Market = market ?? new DatasetMarket { Folder = "" },
            Execution = Execution(scope, root, fields),
            Fees = Fees(scope, root),
            Risk = RiskReader.Read(scope, root["risk"]),
            Supervision = SupervisionReader.Read(scope, root["supervision"]),
        };
        SessionChecks.Run(diagnostics, session, [.. strategies.Select(s => s.Place.Path)]);
        return diagnostics.HasErrors || scope.OtherFiles.Exists(d => d.IsError) ? null : session;
    }

    private static void RequireWhatTradingNeeds(DiagnosticList diagnostics, SourceValue root, SessionType? type)
    {
        if (type is null or SessionType.Collect)
            return;
        foreach (var name in (string[])["strategies", "initial_balance"])
        {
            if (root[name] is null)
                diagnostics.Error(DiagnosticRule.MissingField, "$", $"'{name}' is missing; a session of type '{root["session_type"]!.Text}' needs it", new(Allowed: [name]));
        }
    }

    private static ExecutionSettings Execution(DocumentScope scope, SourceValue root, FieldReader session)
    {
        var execution = root["execution"];
        var fields = new FieldReader(execution, scope.Diagnostics);
        var defaults = new ExecutionSettings();
        return new ExecutionSettings
        {
            Slippage = SlippageReader.Read(scope, execution is { Kind: JsonValueKind.Object } ? execution["slippage_pct"] : null) ?? defaults.Slippage,
            Seed = (long)(session.Decimal("seed") ?? defaults.Seed),
            LatencyMs = fields.Double("latency_ms") ?? defaults.LatencyMs,
            MaxParticipation = fields.Decimal("max_participation"),
        };
    }

    private static FeeSchedule Fees(DocumentScope scope, SourceValue root)
    {
        var fields = new FieldReader(root["execution"], scope.Diagnostics);
        var defaults = new FeeSchedule();
        return new FeeSchedule
        {
            TakerFeePct = fields.Decimal("taker_fee_pct") ?? defaults.TakerFeePct,
            MakerFeePct = fields.Decimal("maker_fee_pct") ?? defaults.MakerFeePct,
        };
    }
}
