using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Wire;

/// <summary>A contract's rules as the wire shows them.</summary>
internal static class ContractJson
{
    public static void Write(Utf8JsonWriter json, Contract contract)
    {
        var instrument = contract.Instrument;
        json.WriteStartObject();
        json.WriteString("symbol", contract.Symbol);
        json.WriteString("displayName", contract.Symbol);
        json.WriteString("displayNameEn", contract.Symbol + " PERPETUAL");
        json.WriteNumber("positionOpenType", 3);
        json.WriteString("baseCoin", instrument.Base);
        json.WriteString("quoteCoin", instrument.Quote);
        json.WriteString("baseCoinName", instrument.Base);
        json.WriteString("quoteCoinName", instrument.Quote);
        json.WriteNumber("futureType", 1);
        json.WriteString("settleCoin", instrument.Quote);
        json.WriteNumber("contractSize", contract.Size);
        json.WriteNumber("minLeverage", 1);
        json.WriteNumber("maxLeverage", instrument.MaxLeverage);
        json.WriteNumber("countryConfigContractMaxLeverage", 0);
        json.WriteNumber("priceScale", contract.PriceScale);
        json.WriteNumber("volScale", contract.VolScale);
        json.WriteNumber("amountScale", 4);
        json.WriteNumber("priceUnit", contract.Tick);
        json.WriteNumber("volUnit", contract.VolUnit);
        json.WriteNumber("minVol", contract.MinVol);
        json.WriteNumber("maxVol", contract.MaxVol);
        json.WriteNumber("limitMaxVol", contract.MaxVol);
        json.WriteNumber("bidLimitPriceRate", Contract.BandRate);
        json.WriteNumber("askLimitPriceRate", Contract.BandRate);
        json.WriteNumber("takerFeeRate", contract.TakerFee);
        json.WriteNumber("makerFeeRate", contract.MakerFee);
        json.WriteNumber("maintenanceMarginRate", instrument.MaintenanceMarginRate);
        json.WriteNumber("initialMarginRate", contract.Tiers.InitialRate(1));
        json.WriteNumber("riskBaseVol", contract.Tiers.StepVol);
        json.WriteNumber("riskIncrVol", contract.Tiers.StepVol);
        json.WriteNumber("riskLongShortSwitch", 0);
        json.WriteNumber("riskIncrMmr", contract.Tiers.MaintenanceStep);
        json.WriteNumber("riskIncrImr", contract.Tiers.InitialStep);
        json.WriteNumber("riskLevelLimit", RiskTiers.Count);
        json.WriteString("riskLimitType", "BY_VOLUME");
        json.WriteString("riskLimitMode", "INCREASE");
        Empty(json, "riskLimitCustom");
        json.WriteNumber("priceCoefficientVariation", 0.004);
        Empty(json, "indexOrigin");
        json.WriteNumber("state", 0);
        json.WriteBoolean("apiAllowed", true);
        json.WriteBoolean("isNew", false);
        json.WriteBoolean("isHot", false);
        json.WriteBoolean("isHidden", false);
        Empty(json, "conceptPlate");
        Empty(json, "conceptPlateId");
        json.WriteStartArray("maxNumOrders");
        json.WriteNumberValue(200);
        json.WriteNumberValue(50);
        json.WriteEndArray();
        json.WriteNumber("marketOrderMaxLevel", 20);
        json.WriteNumber("marketOrderPriceLimitRate1", 0.2);
        json.WriteNumber("marketOrderPriceLimitRate2", 0.005);
        json.WriteNumber("triggerProtect", 0.1);
        json.WriteNumber("appraisal", 0);
        json.WriteNumber("showAppraisalCountdown", 0);
        json.WriteNumber("automaticDelivery", 0);
        json.WriteStartArray("depthStepList");
        json.WriteStringValue(MarketJson.Text(contract.Tick));
        json.WriteEndArray();
        json.WriteNumber("threshold", 0);
        json.WriteNumber("id", contract.Id);
        json.WriteString("vid", contract.Symbol);
        json.WriteString("baseCoinId", instrument.Base);
        json.WriteNumber("createTime", 1_591_000_000_000);
        json.WriteNumber("openingTime", 0);
        json.WriteNumber("openingCountdownOption", 1);
        json.WriteBoolean("showBeforeOpen", true);
        json.WriteBoolean("isMaxLeverage", true);
        json.WriteBoolean("isZeroFeeRate", false);
        json.WriteBoolean("isZeroFeeSymbol", false);
        json.WriteNumber("liquidationFeeRate", instrument.LiquidationFeeRate);
        json.WriteString("feeRateMode", "NORMAL");
        Empty(json, "leverageFeeRates");
        Empty(json, "tieredFeeRates");
        json.WriteNumber("type", 1);
        json.WriteBoolean("stopOnlyFair", false);
        json.WriteEndObject();
    }

    private static void Empty(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
