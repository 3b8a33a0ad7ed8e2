using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginTrading.Results.Performance;

namespace PluginTrading.Results.Export;

/// <summary>The figures of a run as JSON: keys always in the same order, amounts exact, absent figures left out.</summary>
public static class SummaryJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes <c>summary.json</c>, a line feed at its end.</summary>
    public static void Write(Stream stream, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        using (var json = new Utf8JsonWriter(stream, Layout))
            Write(json, result);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes the same figures as one object of a larger document.</summary>
    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(result);
        json.WriteStartObject();
        WriteFigures(json, result.Session, result.End);
        if (result.Description.Data is { FromKlines: true })
            json.WriteBoolean("from_klines", true);
        if (!result.End.IsComplete)
            json.WriteBoolean("cancelled", true);
        json.WriteStartObject("strategies");
        foreach (var (name, figures) in result.Strategies)
        {
            json.WriteStartObject(name);
            WriteFigures(json, figures, result.End);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, PerformanceFigures figures, RunEnd end)
    {
        foreach (var (key, value) in Keys(figures, end))
        {
            if (value is null)
                continue;
            json.WritePropertyName(key);
            switch (value)
            {
                case decimal amount:
                    json.WriteRawValue(ExactText.Of(amount));
                    break;
                case double number:
                    json.WriteRawValue(ExactText.Of(number));
                    break;
                case long count:
                    json.WriteNumberValue(count);
                    break;
                default:
                    json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }
    }

    private static IEnumerable<(string Key, object? Value)> Keys(PerformanceFigures figures, RunEnd end) =>
    [
        ("initial_balance", figures.InitialBalance),
        ("final_balance", figures.FinalBalance),
        ("total_pnl", figures.TotalPnl),
        ("total_return_pct", figures.TotalReturnPct),
        ("total_trades", figures.TotalTrades),
        ("winning_trades", figures.WinningTrades),
        ("losing_trades", figures.LosingTrades),
        ("win_rate", figures.WinRate),
        ("profit_factor", figures.ProfitFactor),
        ("average_win", figures.AverageWin),
        ("average_loss", figures.AverageLoss),
        ("best_trade", figures.BestTrade),
        ("worst_trade", figures.WorstTrade),
        ("max_drawdown_pct", figures.MaxDrawdownPct),
        ("sharpe_ratio", figures.SharpeRatio),
        ("sortino_ratio", figures.SortinoRatio),
        ("calmar_ratio", figures.CalmarRatio),
        ("commission", figures.Commission),
        ("funding", figures.Funding),
        ("events", end.Events),
        ("first_time", end.FirstTime),
        ("last_time", end.LastTime),
    ];
}
