using System.Buffers;
using System.Text;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>Body of <c>POST order/create</c>.</summary>
internal static class OrderBody
{
    private const int LongestClientOrderId = 32;

    /// <exception cref="ArgumentException">The order is not one that the engine may make: its quantity is no multiple of the step, its id too long, its side at odds with reduce-only.</exception>
    public static string Of(OrderRequest order, Instrument instrument, PositionMode mode)
    {
        if (order.ClientOrderId.Length is 0 or > LongestClientOrderId)
            throw new ArgumentException($"client order id '{order.ClientOrderId}' has {order.ClientOrderId.Length} characters; expected 1 to {LongestClientOrderId}", nameof(order));
        var side = new OrderSide(order.Side, order.PositionSide);
        if (side.Opens && order.ReduceOnly)
            throw new ArgumentException($"order {order.ClientOrderId}: {order.Side} opens a {order.PositionSide} position and is reduce-only", nameof(order));
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("symbol", order.Symbol);
            if (order.LimitPrice is { } price)
                json.WriteNumber("price", Plain(price));
            json.WriteNumber("vol", ContractsOf(order, instrument));
            // Only what opens needs it; on a close it could only be at odds with the position's.
            if (side.Opens)
                json.WriteNumber("leverage", order.Leverage);
            json.WriteNumber("side", side.Code);
            json.WriteNumber("type", order.LimitPrice is null ? 5 : 1);
            json.WriteNumber("openType", 1);
            json.WriteString("externalOid", order.ClientOrderId);
            json.WriteNumber("positionMode", (int)mode);
            if (mode == PositionMode.OneWay && !side.Opens)
                json.WriteBoolean("reduceOnly", true);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static decimal ContractsOf(OrderRequest order, Instrument instrument)
    {
        if (order.Quantity <= 0 || order.Quantity % instrument.QuantityStep != 0)
            throw new ArgumentException($"order {order.ClientOrderId}: quantity {order.Quantity} is no multiple of {instrument.Symbol}'s step {instrument.QuantityStep}", nameof(order));
        var contracts = order.Quantity / instrument.ContractSize;
        return contracts * instrument.ContractSize == order.Quantity
            ? Plain(contracts)
            : throw new ArgumentException($"order {order.ClientOrderId}: quantity {order.Quantity} is no multiple of {instrument.Symbol}'s contract size {instrument.ContractSize}", nameof(order));
    }

    /// <summary>Without trailing zeros.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
