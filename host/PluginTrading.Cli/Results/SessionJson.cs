using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Results;

/// <summary>A session as the store has it, as JSON: names as in the store's tables, amounts with every digit.</summary>
internal static class SessionJson
{
    /// <summary>As many rows as there are.</summary>
    private const int All = int.MaxValue;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper), new TimestampText() },
    };

    public static string Of(SessionStore store, SessionRow session)
    {
        var id = session.Id;
        return JsonSerializer.Serialize(
            new
            {
                Session = session,
                Wallet = store.LatestWallet(id),
                OpenPositions = store.OpenPositions(id).Select(row => row.Position),
                Positions = store.Positions(id, All).Select(row => row.Position),
                Orders = store.Orders(new OrderFilter { SessionId = id, Limit = All }).Select(row => row.Order),
                Fills = store.Fills(id).Select(row => row.Fill),
                Signals = store.Signals(id, All).Select(row => row.Signal),
                Transitions = session.StrategyNames.SelectMany(strategy => session.Symbols.SelectMany(symbol => store.LastTransitions(id, strategy, symbol, All))).Select(row => row.Transition),
                Equity = store.Equity(id),
                Indicators = store.Indicators(id),
                Alerts = store.Alerts(id, limit: All),
                DataSets = store.DataSets(id),
            },
            Options);
    }

    private sealed class TimestampText : JsonConverter<Timestamp>
    {
        public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
