using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Trigger, take-profit, stop-loss and trailing orders: the sandbox has none, lists are empty, and placing is under maintenance.</summary>
internal static class TriggerEndpoints
{
    private const string Root = "/api/v1/private/";

    private static readonly string[] Lists = ["planorder/list/orders", "stoporder/list/orders", "stoporder/open_orders", "trackorder/list/orders"];

    private static readonly string[] Changes =
    [
        "planorder/place", "planorder/place/v2", "planorder/change_price", "planorder/change_stop_order", "stoporder/place", "stoporder/change_price",
        "stoporder/change_plan_price", "trackorder/place", "trackorder/change_order", "order/chase_limit_order", "order/change_limit_order",
    ];

    private static readonly string[] CancelAlls = ["planorder/cancel_all", "stoporder/cancel_all"];

    private static readonly string[] Cancels = ["planorder/cancel", "stoporder/cancel", "trackorder/cancel"];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. Lists.Select(p => new Route("GET", Root + p, Limits.Usual, Empty)),
        .. Changes.Select(p => new Route("POST", Root + p, Limits.Placing, static (_, _) => 604)),
        .. CancelAlls.Select(p => new Route("POST", Root + p, Limits.Usual, static (_, _) => 0)),
        .. Cancels.Select(p => new Route("POST", Root + p, Limits.Usual, static (_, _) => 2040)),
        new Route("POST", Root + "order/submit_batch", Limits.Placing, static (_, _) => 511),
    ];

    private static int Empty(RestRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteEndArray();
        return 0;
    }
}
