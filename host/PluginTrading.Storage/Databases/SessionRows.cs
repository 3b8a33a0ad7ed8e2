using System.Data.Common;
using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Sessions;

namespace PluginTrading.Storage.Databases;

/// <summary>A run's row in <c>sessions</c> and its rows in <c>backtest_results</c>, written and read back.</summary>
internal static class SessionRows
{
    /// <summary>Joined rows of a session and its results, the session's own result first.</summary>
    public const string Select = """
        SELECT s.session_id, s.session_type, s.strategy_ids, s.quote_currency, s.direction, s.seed, s.settings, s.document,
          s.is_complete, s.halt_time, s.halt_rule, s.halt_limit, s.halt_actual, r.*
        FROM sessions s JOIN backtest_results r USING (session_id)
        """;

    /// <returns>The id that the store gave it.</returns>
    public static long Insert(Database database, DbConnection connection, RunResult result, bool hasOutbox, long createdAt)
    {
        var (description, end, session) = (result.Description, result.End, result.Session);
        var id = InsertRow(database, connection, "sessions",
        [
            ("session_type", description.SessionType), ("strategy_ids", JsonSerializer.Serialize(description.StrategyNames)),
            ("symbols", JsonSerializer.Serialize(description.Symbols)), ("quote_currency", description.QuoteCurrency),
            ("direction", Names.Of(description.Direction)), ("status", "STOPPED"), ("start_time", end.FirstTime), ("end_time", end.LastTime),
            ("initial_balance", session.InitialBalance), ("current_balance", session.FinalBalance), ("total_pnl", session.TotalPnl),
            ("total_trades", session.TotalTrades), ("winning_trades", session.WinningTrades), ("losing_trades", session.LosingTrades),
            ("win_rate", session.WinRate), ("max_drawdown", session.MaxDrawdownPct), ("sharpe_ratio", session.SharpeRatio),
            ("seed", description.Seed), ("settings", JsonSerializer.Serialize(description.Settings)), ("document", description.Document),
            ("is_complete", end.IsComplete), ("halt_time", result.Halted?.Time), ("halt_rule", result.Halted?.Rule),
            ("halt_limit", result.Halted?.Limit), ("halt_actual", result.Halted?.Actual), ("created_at", createdAt),
        ]);
        InsertResults(database, connection, id, result, hasOutbox, createdAt);
        return id;
    }

    /// <summary>Writes the figures of a session and of each of its strategies.</summary>
    public static void InsertResults(Database database, DbConnection connection, long id, RunResult result, bool hasOutbox, long createdAt)
    {
        using var batch = database.Batch(connection);
        var outbox = new Outbox(batch, hasOutbox);
        Insert(0, "", result.Session);
        for (var index = 0; index < result.Strategies.Count; index++)
            Insert(index + 1, result.Strategies[index].Key, result.Strategies[index].Value);
        batch.Flush();

        void Insert(int number, string name, PerformanceFigures figures)
        {
            InsertFigures(database, connection, id, number, name, figures, result, createdAt);
            outbox.Add(id, name, figures, result, createdAt);
        }
    }

    /// <summary>Reads rows of <see cref="Select"/>, ordered by session and then by strategy number, into runs.</summary>
    public static IEnumerable<StoredRun> Read(DbDataReader reader)
    {
        StoredRun? run = null;
        var strategies = new List<KeyValuePair<string, PerformanceFigures>>();
        while (reader.Read())
        {
            if (reader.Long("strategy_number") > 0)
            {
                strategies.Add(KeyValuePair.Create(reader.Text("strategy_name"), ReadFigures(reader)));
                continue;
            }

            if (run is not null)
                yield return run;
            strategies = [];
            run = ReadSession(reader, strategies);
        }

        if (run is not null)
            yield return run;
    }

    private static void InsertFigures(Database database, DbConnection connection, long id, int number, string name, PerformanceFigures figures, RunResult result, long createdAt) =>
        InsertRow(database, connection, "backtest_results",
        [
            ("session_id", id), ("strategy_number", number), ("strategy_name", name), ("symbols", JsonSerializer.Serialize(result.Description.Symbols)),
            ("data_set", result.Description.Data?.Name), ("data_digest", result.Description.Data?.Digest),
            ("from_klines", result.Description.Data is { FromKlines: true }), ("events", result.End.Events),
            ("start_time", result.End.FirstTime), ("end_time", result.End.LastTime), ("initial_balance", figures.InitialBalance),
            ("final_balance", figures.FinalBalance), ("total_pnl", figures.TotalPnl), ("total_return_pct", figures.TotalReturnPct),
            ("total_trades", figures.TotalTrades), ("winning_trades", figures.WinningTrades), ("losing_trades", figures.LosingTrades),
            ("win_rate", figures.WinRate), ("profit_factor", figures.ProfitFactor), ("average_win", figures.AverageWin),
            ("average_loss", figures.AverageLoss), ("best_trade", figures.BestTrade), ("worst_trade", figures.WorstTrade),
            ("max_drawdown", figures.MaxDrawdownPct), ("sharpe_ratio", figures.SharpeRatio), ("sortino_ratio", figures.SortinoRatio),
            ("calmar_ratio", figures.CalmarRatio), ("commission", figures.Commission), ("funding", figures.Funding), ("created_at", createdAt),
        ]);

    /// <returns>The row's session id.</returns>
    private static long InsertRow(Database database, DbConnection connection, string table, IReadOnlyList<(string Column, object? Value)> row) => database.Number(
        connection,
        $"INSERT INTO {table} ({string.Join(", ", row.Select(field => field.Column))}) VALUES ({string.Join(", ", row.Select((_, index) => $"${index + 1}"))}) RETURNING session_id",
        [.. row.Select(field => field.Value)]);

    private static StoredRun ReadSession(DbDataReader reader, List<KeyValuePair<string, PerformanceFigures>> strategies)
    {
        var figures = ReadFigures(reader);
        return new StoredRun
        {
            Id = reader.Long("session_id"),
            CreatedAt = reader.Time("created_at"),
            Result = new RunResult
            {
                Session = figures,
                Strategies = strategies,
                Halted = reader.OptionalTime("halt_time") is { } time
                    ? new TradingHalted(time, reader.Text("halt_rule"), reader.Decimal("halt_limit"), reader.Decimal("halt_actual"))
                    : null,
                End = new RunEnd
                {
                    Events = reader.Long("events"),
                    FirstTime = reader.OptionalTime("start_time"),
                    LastTime = reader.OptionalTime("end_time"),
                    IsComplete = reader.Long("is_complete") != 0,
                },
                Description = new RunDescription
                {
                    SessionType = reader.Text("session_type"),
                    StrategyNames = JsonSerializer.Deserialize<List<string>>(reader.Text("strategy_ids"))!,
                    Symbols = JsonSerializer.Deserialize<List<string>>(reader.Text("symbols"))!,
                    QuoteCurrency = reader.Text("quote_currency"),
                    Direction = reader.Named<Direction>("direction"),
                    InitialBalance = figures.InitialBalance,
                    Seed = reader.Long("seed"),
                    Data = reader.OptionalText("data_set") is { } name
                        ? new DataProvenance { Name = name, Digest = reader.Text("data_digest"), FromKlines = reader.Long("from_klines") != 0 }
                        : null,
                    Settings = JsonSerializer.Deserialize<List<KeyValuePair<string, string>>>(reader.Text("settings"))!,
                    Document = reader.OptionalText("document"),
                },
            },
        };
    }

    private static PerformanceFigures ReadFigures(DbDataReader reader) => new()
    {
        InitialBalance = reader.Decimal("initial_balance"),
        FinalBalance = reader.Decimal("final_balance"),
        TotalPnl = reader.Decimal("total_pnl"),
        TotalReturnPct = reader.OptionalDouble("total_return_pct")!.Value,
        TotalTrades = reader.Long("total_trades"),
        WinningTrades = reader.Long("winning_trades"),
        LosingTrades = reader.Long("losing_trades"),
        WinRate = reader.OptionalDouble("win_rate"),
        ProfitFactor = reader.OptionalDouble("profit_factor"),
        AverageWin = reader.OptionalDecimal("average_win"),
        AverageLoss = reader.OptionalDecimal("average_loss"),
        BestTrade = reader.OptionalDecimal("best_trade"),
        WorstTrade = reader.OptionalDecimal("worst_trade"),
        MaxDrawdownPct = reader.OptionalDouble("max_drawdown"),
        SharpeRatio = reader.OptionalDouble("sharpe_ratio"),
        SortinoRatio = reader.OptionalDouble("sortino_ratio"),
        CalmarRatio = reader.OptionalDouble("calmar_ratio"),
        Commission = reader.Decimal("commission"),
        Funding = reader.Decimal("funding"),
    };
}
