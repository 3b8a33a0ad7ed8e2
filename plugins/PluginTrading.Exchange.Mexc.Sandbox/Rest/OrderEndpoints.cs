using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Matching;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Placing and cancelling.</summary>
internal sealed class OrderEndpoints(Venue venue)
{
    private const string Root = "/api/v1/private/order/";
    private const int MostCancels = 50;
    private readonly VenueState _state = venue.State;

    public IReadOnlyList<Route> Routes =>
    [
        Post("create", Limits.Placing, Create),
        Post("submit", Limits.Usual, Submit),
        Post("cancel", Limits.Usual, Cancel),
        Post("cancel_with_external", Limits.Usual, CancelWithExternal),
        Post("batch_cancel_with_external", Limits.Usual, CancelWithExternal),
        Post("cancel_all", Limits.Usual, CancelAll),
    ];

    private static Route Post(string path, RateLimit limit, Endpoint endpoint) => new("POST", Root + path, limit, endpoint);

    private int Create(RestRequest request, Utf8JsonWriter json)
    {
        var (code, order) = Accept(request);
        if (order is null)
            return code;
        json.WriteStartObject();
        json.WriteString("orderId"u8, OrderJson.Id(order.Id));
        json.WriteNumber("ts"u8, order.CreateMs);
        json.WriteEndObject();
        return 0;
    }

    private int Submit(RestRequest request, Utf8JsonWriter json)
    {
        var (code, order) = Accept(request);
        if (order is null)
            return code;
        json.WriteStringValue(OrderJson.Id(order.Id));
        return 0;
    }

    private (int Code, Order? Order) Accept(RestRequest request)
    {
        var fields = request.Fields;
        var ticket = new OrderTicket
        {
            Symbol = fields.Text("symbol"),
            Price = fields.Decimal("price"),
            Vol = fields.Decimal("vol"),
            Leverage = fields.Long("leverage"),
            Side = fields.Long("side"),
            Type = fields.Long("type"),
            OpenType = fields.Long("openType"),
            ExternalOid = fields.Text("externalOid"),
            PositionMode = fields.Long("positionMode"),
            ReduceOnly = fields.Flag("reduceOnly"),
        };
        return fields.IsMalformed || ticket.Symbol is null ? (600, null) : venue.Desk.Accept(ticket);
    }

    private int Cancel(RestRequest request, Utf8JsonWriter json)
    {
        if (request.Body.ValueKind != JsonValueKind.Array)
            return 600;
        if (request.Body.GetArrayLength() > MostCancels)
            return 2013;
        var ids = new List<long>();
        foreach (var item in request.Body.EnumerateArray())
        {
            if (!TryId(item, out var id))
                return 600;
            ids.Add(id);
        }

        Envelope.WriteArray(json, ids, (j, id) => WriteResult(j, id, null, CancelOne(_state.Orders.ById(id))));
        return 0;
    }

    private int CancelWithExternal(RestRequest request, Utf8JsonWriter json)
    {
        if (!TryObjects(request.Body, out var items))
            return 600;
        if (items.Count > MostCancels)
            return 2013;
        if (items.Any(i => i.Text("externalOid") is null))
            return 600;
        Envelope.WriteArray(json, items, (j, item) =>
        {
            var order = _state.Orders.ByExternal(item.Text("externalOid")!);
            if (item.Text("symbol") is { } symbol && order?.Market != _state.MarketOf(symbol))
                order = null;
            WriteResult(j, order?.Id ?? 0, item.Text("externalOid"), CancelOne(order));
        });
        return 0;
    }

    private int CancelAll(RestRequest request, Utf8JsonWriter json)
    {
        if (request.Body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.String))
            return 600;
        var symbol = request.Body.ValueKind == JsonValueKind.Object ? request.Fields.Text("symbol") : null;
        if (symbol is not null && _state.MarketOf(symbol) is null)
            return 1001;
        foreach (var order in _state.Orders.Open.Where(o => symbol is null || o.Market == _state.MarketOf(symbol)).ToArray())
            venue.Desk.End(order, 0);
        return 0;
    }

    private int CancelOne(Order? order)
    {
        if (order is null)
            return 2040;
        if (!order.IsOpen)
            return 2041;
        venue.Desk.End(order, 0);
        return 0;
    }

    private static void WriteResult(Utf8JsonWriter json, long id, string? externalOid, int code)
    {
        json.WriteStartObject();
        json.WriteNumber("orderId"u8, id);
        if (externalOid is not null)
            json.WriteString("externalOid"u8, externalOid);
        json.WriteNumber("errorCode"u8, code);
        json.WriteString("errorMsg"u8, code switch
        {
            0 => "success",
            2040 => "order not exist",
            _ => "order state cannot be cancelled",
        });
        json.WriteEndObject();
    }

    /// <summary>Reads an object or a list of objects.</summary>
    internal static bool TryObjects(JsonElement body, out List<RequestFields> items)
    {
        items = [];
        if (body.ValueKind == JsonValueKind.Object)
        {
            items.Add(new RequestFields(body));
            return true;
        }

        if (body.ValueKind != JsonValueKind.Array || body.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.Object))
            return false;
        items.AddRange(body.EnumerateArray().Select(i => new RequestFields(i)));
        return true;
    }

    private static bool TryId(JsonElement item, out long id)
    {
        id = 0;
        return item.ValueKind switch
        {
            JsonValueKind.Number => item.TryGetInt64(out id),
            JsonValueKind.String => long.TryParse(item.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out id),
            _ => false,
        };
    }
}
