using System.Globalization;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Account;

namespace PluginTrading.Exchange.Mexc.Sandbox.Wire;

/// <summary>Money and positions as the wire shows them.</summary>
internal static class AccountJson
{
    public static void WriteAsset(Utf8JsonWriter json, SandboxAccount account)
    {
        json.WriteStartObject();
        json.WriteString("currency"u8, SandboxAccount.Currency);
        json.WriteNumber("positionMargin"u8, account.PositionMargin);
        json.WriteNumber("availableBalance"u8, Usable(account));
        json.WriteNumber("cashBalance"u8, Usable(account));
        json.WriteNumber("frozenBalance"u8, account.Frozen);
        json.WriteNumber("equity"u8, account.Equity);
        json.WriteNumber("unrealized"u8, account.Unrealized);
        json.WriteNumber("bonus"u8, 0);
        json.WriteNumber("availableCash"u8, Usable(account));
        json.WriteNumber("availableOpen"u8, Usable(account));
        json.WriteNumber("debtAmount"u8, 0);
        json.WriteNumber("contributeMarginAmount"u8, 0);
        json.WriteString("vcoinId"u8, "128f589271cb4951b03e71e6323eb7be");
        json.WriteEndObject();
    }

    public static void WriteAssetPush(Utf8JsonWriter json, SandboxAccount account)
    {
        json.WriteStartObject();
        json.WriteString("currency"u8, SandboxAccount.Currency);
        json.WriteNumber("positionMargin"u8, account.PositionMargin);
        json.WriteNumber("frozenBalance"u8, account.Frozen);
        json.WriteNumber("availableBalance"u8, Usable(account));
        json.WriteNumber("cashBalance"u8, Usable(account));
        json.WriteNumber("bonus"u8, 0);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SandboxAccount account, Position position, bool isPush)
    {
        var margin = account.Behind(position);
        json.WriteStartObject();
        json.WriteNumber("positionId"u8, position.Id);
        json.WriteString("symbol"u8, position.Market.Contract.Symbol);
        json.WriteNumber("positionType"u8, position.Type);
        json.WriteNumber("openType"u8, position.OpenType);
        json.WriteNumber("state"u8, position.State);
        json.WriteNumber("holdVol"u8, position.HoldVol);
        json.WriteNumber("frozenVol"u8, position.FrozenVol);
        json.WriteNumber("closeVol"u8, position.CloseVol);
        json.WriteNumber("holdAvgPrice"u8, position.HoldAvgPrice);
        json.WriteString("holdAvgPriceFullyScale"u8, Text(position.HoldAvgPrice));
        json.WriteNumber("openAvgPrice"u8, position.OpenAvgPrice);
        json.WriteString("openAvgPriceFullyScale"u8, Text(position.OpenAvgPrice));
        json.WriteNumber("closeAvgPrice"u8, position.CloseAvgPrice);
        json.WriteNumber("liquidatePrice"u8, position.Market.Contract.FloorToTick(position.LiquidationPrice(margin)));
        json.WriteNumber("oim"u8, position.Oim);
        json.WriteNumber("im"u8, position.Im);
        json.WriteNumber("holdFee"u8, position.HoldFee);
        json.WriteNumber("realised"u8, Cut(position.Realised));
        json.WriteNumber("leverage"u8, position.Leverage);
        json.WriteNumber("marginRatio"u8, Cut(position.MarginRatio(position.Market.Fair, margin)));
        json.WriteNumber("createTime"u8, position.CreateMs);
        json.WriteNumber("updateTime"u8, position.UpdateMs);
        json.WriteBoolean("autoAddIm"u8, false);
        json.WriteNumber("version"u8, position.Version);
        json.WriteNumber("profitRatio"u8, position.Oim == 0 ? 0 : Cut(position.Realised / position.Oim));
        json.WriteNumber("newOpenAvgPrice"u8, position.OpenAvgPrice);
        json.WriteNumber("newCloseAvgPrice"u8, position.CloseAvgPrice);
        json.WriteNumber("closeProfitLoss"u8, Cut(position.CloseProfit));
        json.WriteNumber("fee"u8, Cut(-position.TotalFee));
        json.WriteStartArray("deductFeeList"u8);
        json.WriteEndArray();
        json.WriteNumber("totalFee"u8, Cut(position.TotalFee));
        json.WriteNumber("zeroSaveTotalFeeBinance"u8, 0);
        json.WriteNumber("zeroTradeTotalFeeBinance"u8, 0);
        json.WriteNumber("adlLevel"u8, 1);
        if (position.State == 3)
            json.WriteString("positionShowStatus"u8, "CLOSED");
        if (isPush)
        {
            json.WriteNumber("pnl"u8, position.Unrealized(position.Market.Fair));
            json.WriteNumber("makerFeeRate"u8, position.Market.Contract.MakerFee);
            json.WriteNumber("takerFeeRate"u8, position.Market.Contract.TakerFee);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, FundingRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, record.Id);
        json.WriteString("symbol"u8, record.Position.Market.Contract.Symbol);
        json.WriteNumber("positionId"u8, record.Position.Id);
        json.WriteNumber("positionType"u8, record.Position.Type);
        json.WriteNumber("positionValue"u8, record.PositionValue);
        json.WriteNumber("funding"u8, record.Amount);
        json.WriteNumber("rate"u8, record.Rate);
        json.WriteNumber("settleTime"u8, record.TimeMs);
        json.WriteEndObject();
    }

    /// <summary>A risk tier of one side.</summary>
    /// <param name="json">Written to.</param>
    /// <param name="side">Of the account.</param>
    /// <param name="level">The tier.</param>
    public static void WriteTier(Utf8JsonWriter json, AccountSide side, int level)
    {
        var (market, isLong, setting, positionLevel) = side;
        var tiers = market.Contract.Tiers;
        json.WriteStartObject();
        json.WriteNumber("level"u8, level);
        json.WriteNumber("maxVol"u8, tiers.MaxVol(level));
        json.WriteNumber("mmr"u8, tiers.MaintenanceRate(level));
        json.WriteNumber("imr"u8, tiers.InitialRate(level));
        json.WriteNumber("maxLeverage"u8, tiers.MaxLeverage(level));
        json.WriteNumber("maxLeverageView"u8, market.Contract.Instrument.MaxLeverage);
        json.WriteString("symbol"u8, market.Contract.Symbol);
        json.WriteNumber("positionType"u8, isLong ? 1 : 2);
        json.WriteNumber("openType"u8, setting.OpenType);
        json.WriteNumber("leverage"u8, setting.Leverage);
        json.WriteBoolean("limitBySys"u8, false);
        json.WriteNumber("currentMmr"u8, tiers.MaintenanceRate(positionLevel));
        json.WriteEndObject();
    }

    private static decimal Usable(SandboxAccount account) => Math.Max(0, account.Available);

    /// <summary>The exchange cuts money of positions to four decimals, it does not round.</summary>
    private static decimal Cut(decimal money) => Math.Truncate(money * 10_000m) / 10_000m;

    private static string Text(decimal price) => price.ToString("0.##################", CultureInfo.InvariantCulture);
}
