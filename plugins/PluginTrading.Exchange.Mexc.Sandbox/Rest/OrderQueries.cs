using System.Globalization;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Questions about orders and deals.</summary>
internal sealed class OrderQueries(VenueState state)
{
    private const string Root = "/api/v1/private/order/";
    private const int MostInBatch = 50;

    public IReadOnlyList<Route> Routes =>
    [
        Get("get/{orderId}", ById),
        Get("external/{symbol}/{externalOid}", ByExternal),
        new("GET", Root + "batch_query", Limits.Batch, BatchQuery),
        new("POST", Root + "batch_query_with_external", Limits.Usual, BatchQueryWithExternal),
        Get("list/open_orders", OpenOrders),
        Get("list/open_orders/{symbol}", OpenOrders),
        Get("list/history_orders", HistoryOrders),
        Get("list/close_orders", CloseOrders),
        Get("list/order_deals", (r, json) => Deals(r, json, 100)),
        Get("list/order_deals/v3", (r, json) => Deals(r, json, 1000)),
        Get("deal_details/{orderId}", DealDetails),
        Get("open_order_total_count", Count),
        new("POST", Root + "open_order_total_count", Limits.Usual, Count),
    ];

    private static Route Get(string path, Endpoint endpoint) => new("GET", Root + path, Limits.Usual, endpoint);

    private int ById(RestRequest request, Utf8JsonWriter json)
    {
        if (!TryId(request.PathValues[0], out var id))
            return 600;
        return Visible(state.Orders.ById(id)) is { } order ? Write(json, order) : 2040;
    }

    private int ByExternal(RestRequest request, Utf8JsonWriter json)
    {
        if (state.MarketOf(request.PathValues[0]) is not { } market)
            return 1001;
        return Visible(state.Orders.ByExternal(request.PathValues[1])) is { } order && order.Market == market ? Write(json, order) : 2040;
    }

    private int BatchQuery(RestRequest request, Utf8JsonWriter json)
    {
        var ids = new List<long>();
        foreach (var text in (request.Query.Text("order_ids", "orderIds") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryId(text, out var id))
                return 600;
            ids.Add(id);
        }

        if (ids.Count is 0 or > MostInBatch)
            return ids.Count == 0 ? 600 : 2034;
        Write(json, ids.Select(state.Orders.ById).OfType<Order>().Where(IsVisible));
        return 0;
    }

    private int BatchQueryWithExternal(RestRequest request, Utf8JsonWriter json)
    {
        if (!OrderEndpoints.TryObjects(request.Body, out var items) || items.Any(i => i.Text("externalOid") is null))
            return 600;
        if (items.Count > MostInBatch)
            return 2034;
        Write(json, items.Select(i => state.Orders.ByExternal(i.Text("externalOid")!)).OfType<Order>().Where(IsVisible));
        return 0;
    }

    private int OpenOrders(RestRequest request, Utf8JsonWriter json)
    {
        var symbol = request.PathValues.Count > 0 ? request.PathValues[0] : request.Query.Text("symbol");
        if (symbol is not null && state.MarketOf(symbol) is null)
            return 1001;
        List(request, json, state.Orders.Open.Where(o => symbol is null || o.Market == state.MarketOf(symbol)).OrderByDescending(o => o.Id), 100);
        return request.Query.IsMalformed ? 600 : 0;
    }

    private int HistoryOrders(RestRequest request, Utf8JsonWriter json)
    {
        var query = request.Query;
        var states = new HashSet<int>();
        foreach (var text in (query.Text("states") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryId(text, out var value))
                return 600;
            states.Add((int)Math.Min(value, 99));
        }

        var category = query.Long("category");
        var side = query.Long("side");
        var id = query.Long("orderId", "order_id");
        return Listed(request, json, o => (states.Count == 0 || states.Contains((int)o.State)) && (category is null || o.Category == category)
            && (side is null || (int)o.Side == side) && (id is null || o.Id == id));
    }

    private int CloseOrders(RestRequest request, Utf8JsonWriter json) => Listed(request, json, o => o.Closes);

    private int Listed(RestRequest request, Utf8JsonWriter json, Func<Order, bool> passes)
    {
        var symbol = request.Query.Text("symbol");
        if (TimeSpanFilter.TryRead(request.Query, state.Clock, out var range) is not 0 and var wrong)
            return wrong;
        List(request, json, state.Orders.Newest.TakeWhile(o => o.CreateMs >= range.From).Where(o => (symbol is null || o.Market == state.MarketOf(symbol)) && range.Holds(o.CreateMs) && passes(o)), 100);
        return request.Query.IsMalformed ? 600 : 0;
    }

    private int Deals(RestRequest request, Utf8JsonWriter json, int most)
    {
        var symbol = request.Query.Text("symbol");
        if (TimeSpanFilter.TryRead(request.Query, state.Clock, out var range) is not 0 and var wrong)
            return wrong;
        Envelope.WriteArray(
            json,
            request,
            state.Orders.NewestDeals.TakeWhile(d => d.TimeMs >= range.From).Where(d => (symbol is null || d.Order.Market == state.MarketOf(symbol)) && range.Holds(d.TimeMs) && IsVisible(d.Order)),
            most,
            static (j, d) => OrderJson.Write(j, d, isPush: false));
        return 0;
    }

    private int DealDetails(RestRequest request, Utf8JsonWriter json)
    {
        if (!TryId(request.PathValues[0], out var id))
            return 600;
        if (Visible(state.Orders.ById(id)) is not { } order)
            return 2040;
        Envelope.WriteArray(json, state.Orders.NewestDeals.TakeWhile(d => d.TimeMs >= order.CreateMs).Where(d => d.Order == order), static (j, d) => OrderJson.Write(j, d, isPush: false));
        return 0;
    }

    private int Count(RestRequest request, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("sumCount"u8, state.Orders.OpenCount);
        json.WriteNumber("limitOrderCount"u8, state.Orders.OpenCount);
        json.WriteNumber("stopOrderCount"u8, 0);
        json.WriteNumber("planOrderCount"u8, 0);
        json.WriteNumber("trackOrderCount"u8, 0);
        json.WriteEndObject();
        return 0;
    }

    private void List(RestRequest request, Utf8JsonWriter json, IEnumerable<Order> orders, int most) =>
        Envelope.WriteArray(json, request, orders.Where(IsVisible), most, static (j, o) => OrderJson.Write(j, o, isPush: false));

    private static void Write(Utf8JsonWriter json, IEnumerable<Order> orders) => Envelope.WriteArray(json, orders, static (j, o) => OrderJson.Write(j, o, isPush: false));

    private static int Write(Utf8JsonWriter json, Order order)
    {
        OrderJson.Write(json, order, isPush: false);
        return 0;
    }

    private Order? Visible(Order? order) => order is not null && IsVisible(order) ? order : null;

    private bool IsVisible(Order order) => order.HiddenUntil <= state.Clock.Elapsed;

    private static bool TryId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
