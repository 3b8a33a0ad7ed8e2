using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Export;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Results;

/// <summary>Stored runs as JSON: what they were, and their figures under the keys of <c>summary.json</c>.</summary>
internal static class RunJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Several runs as an array.</summary>
    public static string Of(IReadOnlyList<StoredRun> runs) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var run in runs)
            WriteRun(json, run, trades: null);
        json.WriteEndArray();
    });

    /// <summary>One run as an object, with its trades.</summary>
    public static string Of(StoredRun run, IReadOnlyList<Trade> trades) => Write(json => WriteRun(json, run, trades));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
            write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteRun(Utf8JsonWriter json, StoredRun run, IReadOnlyList<Trade>? trades)
    {
        var description = run.Result.Description;
        json.WriteStartObject();
        json.WriteNumber("session_id", run.Id);
        json.WriteString("created_at", run.CreatedAt.ToString());
        json.WriteString("session_type", description.SessionType);
        WriteNames(json, "strategy_names", description.StrategyNames);
        WriteNames(json, "symbols", description.Symbols);
        json.WriteString("quote_currency", description.QuoteCurrency);
        json.WriteString("direction", Names.Of(description.Direction));
        json.WriteNumber("seed", description.Seed);
        if (description.Data is { } data)
        {
            json.WriteString("data_set", data.Name);
            json.WriteString("data_digest", data.Digest);
        }

        json.WriteStartObject("settings");
        foreach (var (name, value) in description.Settings)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WritePropertyName("summary");
        SummaryJson.Write(json, run.Result);
        if (trades is not null)
            WriteTrades(json, trades);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names)
    {
        json.WriteStartArray(key);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteTrades(Utf8JsonWriter json, IReadOnlyList<Trade> trades)
    {
        json.WriteStartArray("trades");
        foreach (var trade in trades)
        {
            json.WriteStartObject();
            json.WriteNumber("trade_id", trade.TradeId);
            json.WriteString("strategy_name", trade.StrategyName);
            json.WriteString("symbol", trade.Symbol);
            json.WriteString("position_side", Names.Of(trade.PositionSide));
            Amount(json, "quantity", trade.Quantity);
            json.WriteNumber("leverage", trade.Leverage);
            json.WriteString("entry_time", trade.EntryTime.ToString());
            Amount(json, "entry_price", trade.EntryPrice);
            json.WriteString("exit_time", trade.ExitTime.ToString());
            Amount(json, "exit_price", trade.ExitPrice);
            Amount(json, "gross_pnl", trade.GrossPnl);
            Amount(json, "commission", trade.Commission);
            Amount(json, "funding", trade.Funding);
            Amount(json, "pnl", trade.Pnl);
            json.WriteString("exit_reason", trade.ExitReason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter json, string key, decimal value)
    {
        json.WritePropertyName(key);
        json.WriteRawValue(ExactText.Of(value));
    }
}
