using System.Globalization;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Account;

namespace PluginTrading.Exchange.Mexc.Sandbox.Wire;

/// <summary>Orders and deals as the wire shows them.</summary>
internal static class OrderJson
{
    public static void Write(Utf8JsonWriter json, Order order, bool isPush)
    {
        json.WriteStartObject();
        json.WriteString("orderId"u8, Id(order.Id));
        json.WriteString("symbol"u8, order.Market.Contract.Symbol);
        json.WriteNumber("positionId"u8, order.PositionId);
        json.WriteNumber("price"u8, order.Price);
        json.WriteString("priceStr"u8, order.Price.ToString("F18", CultureInfo.InvariantCulture));
        json.WriteNumber("vol"u8, order.Vol);
        json.WriteNumber("leverage"u8, order.Leverage);
        json.WriteNumber("side"u8, (int)order.Side);
        json.WriteNumber("category"u8, order.Category);
        json.WriteNumber("orderType"u8, (int)order.Type);
        json.WriteNumber("dealAvgPrice"u8, order.DealAvgPrice);
        json.WriteString("dealAvgPriceStr"u8, order.DealAvgPrice.ToString("F18", CultureInfo.InvariantCulture));
        json.WriteNumber("dealVol"u8, order.DealVol);
        json.WriteNumber("orderMargin"u8, order.OrderMargin);
        json.WriteNumber("usedMargin"u8, order.UsedMargin);
        json.WriteNumber("takerFee"u8, order.TakerFee);
        json.WriteNumber("makerFee"u8, order.MakerFee);
        json.WriteNumber("totalFee"u8, order.TakerFee + order.MakerFee);
        json.WriteNumber("profit"u8, order.Profit);
        json.WriteString("feeCurrency"u8, SandboxAccount.Currency);
        json.WriteNumber("openType"u8, order.OpenType);
        json.WriteNumber("state"u8, (int)order.State);
        json.WriteNumber("errorCode"u8, order.ErrorCode);
        json.WriteString("externalOid"u8, order.ExternalOid);
        json.WriteNumber("createTime"u8, order.CreateMs);
        json.WriteNumber("updateTime"u8, order.UpdateMs);
        json.WriteNumber("positionMode"u8, order.PositionMode);
        json.WriteBoolean("reduceOnly"u8, order.ReduceOnly);
        json.WriteNumber("version"u8, order.Version);
        json.WriteNumber("showCancelReason"u8, 0);
        json.WriteNumber("showProfitRateShare"u8, 0);
        json.WriteNumber("bboTypeNum"u8, 0);
        if (isPush)
        {
            json.WriteNumber("remainVol"u8, order.RemainVol);
            json.WriteNumber("makerFeeRate"u8, order.Market.Contract.MakerFee);
            json.WriteNumber("takerFeeRate"u8, order.Market.Contract.TakerFee);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Deal deal, bool isPush)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id(deal.Id));
        json.WriteString("symbol"u8, deal.Order.Market.Contract.Symbol);
        json.WriteNumber("side"u8, (int)deal.Order.Side);
        json.WriteNumber("vol"u8, deal.Vol);
        json.WriteNumber("price"u8, deal.Price);
        json.WriteNumber("fee"u8, deal.Fee);
        json.WriteString("feeCurrency"u8, SandboxAccount.Currency);
        json.WriteNumber("profit"u8, deal.Profit);
        json.WriteNumber("category"u8, deal.Order.Category);
        json.WriteString("orderId"u8, Id(deal.Order.Id));
        json.WriteNumber("timestamp"u8, deal.TimeMs);
        json.WriteNumber("positionMode"u8, deal.Order.PositionMode);
        json.WriteBoolean("reduceOnly"u8, deal.Order.ReduceOnly);
        json.WriteString("externalOid"u8, deal.Order.ExternalOid);
        json.WriteBoolean(isPush ? "isTaker"u8 : "taker"u8, deal.IsTaker);
        if (isPush)
        {
            json.WriteBoolean("isSelf"u8, false);
            json.WriteNumber("paid"u8, deal.Fee);
            json.WriteNumber("opponentUid"u8, 0);
        }

        json.WriteEndObject();
    }

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
