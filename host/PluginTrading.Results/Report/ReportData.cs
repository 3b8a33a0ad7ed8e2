using System.Globalization;
using System.Text;
using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Report;

/// <summary>What the charts of a report draw, as JSON that may stand inside a script element. Times are milliseconds since the Unix epoch.</summary>
internal static class ReportData
{
    public static string Of(RunResult result, ReportRecorder recorded)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("from", Milliseconds(result.End.FirstTime ?? default));
            json.WriteNumber("to", Milliseconds(result.End.LastTime ?? default));
            json.WriteString("currency", result.Description.QuoteCurrency);
            WriteNames(json, "strategies", result.Description.StrategyNames);
            WriteNames(json, "symbols", result.Description.Symbols);
            json.WritePropertyName("equity");
            WriteTrail(json, recorded.Equity);
            json.WritePropertyName("drawdown");
            WriteTrail(json, recorded.Drawdown);
            WriteTrails(json, "strategyEquity", recorded.StrategyEquity);
            WriteTrails(json, "prices", recorded.Prices);
            WriteCloseUps(json, recorded);
            WriteTrades(json, recorded, result.Description);
            WriteSignals(json, recorded, result.Description);
            WriteStates(json, recorded, result.Description);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static double Milliseconds(Timestamp time) => time.Nanoseconds / (double)Timestamp.PerMillisecond;

    private static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names)
    {
        json.WriteStartArray(key);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteTrails(Utf8JsonWriter json, string key, IReadOnlyList<SeriesTrail> trails)
    {
        json.WriteStartArray(key);
        foreach (var trail in trails)
            WriteTrail(json, trail);
        json.WriteEndArray();
    }

    private static void WriteCloseUps(Utf8JsonWriter json, ReportRecorder recorded)
    {
        json.WriteStartArray("closeUps");
        foreach (var (symbolIndex, prices) in recorded.CloseUps)
        {
            json.WriteStartObject();
            json.WriteNumber("symbol", symbolIndex);
            json.WritePropertyName("prices");
            WriteTrail(json, prices);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Columns: number of the stretch, lowest, highest, last.</summary>
    private static void WriteTrail(Utf8JsonWriter json, SeriesTrail trail)
    {
        json.WriteStartObject();
        json.WriteNumber("origin", Milliseconds(trail.Origin));
        json.WriteNumber("width", trail.Width / (double)Timestamp.PerMillisecond);
        WriteColumn(json, "i", trail, (index, _) => index);
        WriteColumn(json, "l", trail, (_, stretch) => stretch.Low);
        WriteColumn(json, "h", trail, (_, stretch) => stretch.High);
        WriteColumn(json, "c", trail, (_, stretch) => stretch.Last);
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, string key, SeriesTrail trail, Func<int, (double Low, double High, double Last), double> value)
    {
        json.WriteStartArray(key);
        for (var index = 0; index < trail.Count; index++)
        {
            if (trail.At(index) is { } stretch)
                json.WriteRawValue(Short(value(index, stretch)));
        }

        json.WriteEndArray();
    }

    private static void WriteTrades(Utf8JsonWriter json, ReportRecorder recorded, RunDescription description)
    {
        json.WriteStartArray("trades");
        foreach (var trade in recorded.Trades)
        {
            json.WriteStartObject();
            json.WriteNumber("id", trade.TradeId);
            json.WriteNumber("strategy", IndexOf(description.StrategyNames, trade.StrategyName));
            json.WriteNumber("symbol", IndexOf(description.Symbols, trade.Symbol));
            json.WriteString("side", Names.Of(trade.PositionSide));
            json.WriteNumber("t0", Milliseconds(trade.EntryTime));
            json.WriteNumber("t1", Milliseconds(trade.ExitTime));
            json.WritePropertyName("p0");
            json.WriteRawValue(Short((double)trade.EntryPrice));
            json.WritePropertyName("p1");
            json.WriteRawValue(Short((double)trade.ExitPrice));
            json.WriteString("pnl", Display.FigureText.Signed(trade.Pnl));
            json.WriteBoolean("won", trade.Pnl > 0);
            json.WriteString("reason", trade.ExitReason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSignals(Utf8JsonWriter json, ReportRecorder recorded, RunDescription description)
    {
        json.WriteStartArray("signals");
        foreach (var signal in recorded.Signals)
        {
            json.WriteStartObject();
            json.WriteNumber("strategy", IndexOf(description.StrategyNames, signal.StrategyName));
            json.WriteNumber("symbol", IndexOf(description.Symbols, signal.Symbol));
            json.WriteNumber("t", Milliseconds(signal.Time));
            json.WriteString("action", Names.Of(signal.Action));
            json.WriteString("status", Names.Of(signal.ExecutionStatus));
            json.WriteString("reason", signal.RejectionReason);
            json.WriteString("values", signal.IndicatorValues);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Transitions of each machine: time, the state entered, the reason.</summary>
    private static void WriteStates(Utf8JsonWriter json, ReportRecorder recorded, RunDescription description)
    {
        json.WriteStartArray("machines");
        foreach (var machine in recorded.Transitions
            .GroupBy(t => (Strategy: IndexOf(description.StrategyNames, t.StrategyName), Symbol: IndexOf(description.Symbols, t.Symbol)))
            .OrderBy(machine => machine.Key))
        {
            json.WriteStartObject();
            json.WriteNumber("strategy", machine.Key.Strategy);
            json.WriteNumber("symbol", machine.Key.Symbol);
            json.WriteString("before", Names.Of(machine.First().FromState));
            json.WriteStartArray("moves");
            foreach (var transition in machine)
            {
                json.WriteStartArray();
                json.WriteNumberValue(Milliseconds(transition.Time));
                json.WriteStringValue(Names.Of(transition.ToState));
                json.WriteStringValue(transition.Section is { } section ? $"{Names.Of(section)} {transition.Reason}" : transition.Reason);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (names[index] == name)
                return index;
        }

        throw new InvalidOperationException($"'{name}' is none of the session's: {string.Join(", ", names)}.");
    }

    /// <summary>Eight digits are more than a screen shows.</summary>
    private static string Short(double value) => value.ToString("G8", CultureInfo.InvariantCulture);
}
