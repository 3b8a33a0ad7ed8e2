using System.Text;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>What tests and people use to play with the sandbox: faults on and off, and everything it knows.</summary>
internal sealed class AdminEndpoints(Venue venue)
{
    public RestReply Answer(string method, string path, string body) => (method, path) switch
    {
        ("POST", "/sandbox/faults") => Inject(body),
        ("DELETE", "/sandbox/faults") => Clear(),
        ("GET", "/sandbox/state") => venue.Do(State),
        _ => Envelope.Error(404, 404),
    };

    private RestReply Inject(string body)
    {
        try
        {
            Fault[] faults = [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(venue.ParseFault)];
            venue.Inject(faults);
            return Envelope.Success([]);
        }
        catch (ExchangeSettingsException e)
        {
            return new RestReply(400, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { success = false, message = e.Message })));
        }
    }

    private RestReply Clear()
    {
        venue.Do(venue.State.Faults.Clear);
        return Envelope.Success([]);
    }

    private RestReply State()
    {
        var state = venue.State;
        var writer = new FrameWriter();
        var json = writer.Begin();
        json.WriteStartObject();
        json.WriteNumber("events"u8, state.Events);
        if (state.Clock.Market is null)
            json.WriteNull("marketTime"u8);
        else
            json.WriteNumber("marketTime"u8, state.Clock.MarketMs);
        json.WriteNumber("wallTime"u8, state.Clock.WallMs);
        json.WriteNumber("positionMode"u8, state.Account.PositionMode);
        json.WriteNumber("wallet"u8, state.Account.Wallet);
        json.WritePropertyName("balance"u8);
        AccountJson.WriteAsset(json, state.Account);
        json.WritePropertyName("orders"u8);
        Envelope.WriteArray(json, state.Orders.All, static (j, o) => OrderJson.Write(j, o, isPush: false));
        json.WritePropertyName("deals"u8);
        Envelope.WriteArray(json, state.Orders.Deals, static (j, d) => OrderJson.Write(j, d, isPush: false));
        json.WritePropertyName("positions"u8);
        Envelope.WriteArray(json, state.Account.Open, (j, p) => AccountJson.Write(j, state.Account, p, isPush: true));
        json.WritePropertyName("closedPositions"u8);
        Envelope.WriteArray(json, state.Account.History, (j, p) => AccountJson.Write(j, state.Account, p, isPush: false));
        json.WritePropertyName("fundingRecords"u8);
        Envelope.WriteArray(json, state.Account.FundingRecords, AccountJson.Write);
        json.WriteNumber("connections"u8, venue.Hub.Sessions.Count);
        json.WriteStartObject("calls"u8);
        foreach (var (endpoint, count) in state.Calls)
            json.WriteNumber(endpoint, count);
        json.WriteEndObject();
        WriteFaults(json, state.Faults);
        json.WriteEndObject();
        return new RestReply(200, writer.End());
    }

    private static void WriteFaults(Utf8JsonWriter json, FaultBox faults)
    {
        json.WritePropertyName("faults"u8);
        Envelope.WriteArray(json, faults.All, static (j, f) =>
        {
            j.WriteStartObject();
            j.WriteString("text"u8, f.Text);
            j.WriteNumber("used"u8, f.Used);
            if (f.Left != long.MaxValue)
                j.WriteNumber("left"u8, f.Left);
            j.WriteBoolean("began"u8, f.BeganAt is not null);
            j.WriteEndObject();
        });
    }
}
