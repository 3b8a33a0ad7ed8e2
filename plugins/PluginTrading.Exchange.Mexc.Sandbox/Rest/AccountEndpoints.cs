using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Money, fees and risk limits of the account.</summary>
internal sealed class AccountEndpoints(VenueState state)
{
    private const string Root = "/api/v1/private/account/";

    public IReadOnlyList<Route> Routes =>
    [
        Get("assets", Assets),
        Get("asset/{currency}", Asset),
        Get("tiered_fee_rate", FeeRate),
        Get("tiered_fee_rate/v2", FeeRate),
        Get("contract/fee_rate", FeeRate),
        Get("risk_limit", RiskLimit),
        Get("transfer_record", Envelope.EmptyPage),
        new("POST", Root + "change_risk_level", Limits.Usual, static (_, _) => 8817),
    ];

    private static Route Get(string path, Endpoint endpoint) => new("GET", Root + path, Limits.Usual, endpoint);

    private int Assets(RestRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        AccountJson.WriteAsset(json, state.Account);
        json.WriteEndArray();
        return 0;
    }

    private int Asset(RestRequest request, Utf8JsonWriter json)
    {
        if (request.PathValues[0] != SandboxAccount.Currency)
            return 4001;
        AccountJson.WriteAsset(json, state.Account);
        return 0;
    }

    private int FeeRate(RestRequest request, Utf8JsonWriter json)
    {
        var symbol = request.Query.Text("symbol");
        if (symbol is not null && state.MarketOf(symbol) is null)
            return 1001;
        var contract = (state.MarketOf(symbol) ?? state.Markets[0]).Contract;
        json.WriteStartObject();
        json.WriteString("symbol"u8, contract.Symbol);
        json.WriteNumber("level"u8, 0);
        json.WriteNumber("dealAmount"u8, 0);
        json.WriteNumber("walletBalance"u8, state.Account.Wallet);
        json.WriteNumber("makerFee"u8, contract.MakerFee);
        json.WriteNumber("takerFee"u8, contract.TakerFee);
        json.WriteNumber("makerFeeRate"u8, contract.MakerFee);
        json.WriteNumber("takerFeeRate"u8, contract.TakerFee);
        json.WriteNumber("makerFeeDiscount"u8, 1);
        json.WriteNumber("takerFeeDiscount"u8, 1);
        json.WriteNumber("originalMakerFee"u8, contract.MakerFee);
        json.WriteNumber("originalTakerFee"u8, contract.TakerFee);
        json.WriteNumber("realMakerFee"u8, contract.MakerFee);
        json.WriteNumber("realTakerFee"u8, contract.TakerFee);
        json.WriteBoolean("joinDiscount"u8, false);
        json.WriteBoolean("enjoyDiscount"u8, false);
        json.WriteNumber("discountRate"u8, 0);
        json.WriteBoolean("joinDeduct"u8, false);
        json.WriteBoolean("enjoyDeduct"u8, false);
        json.WriteNumber("deductRate"u8, 0);
        json.WriteString("feeRateMode"u8, "NORMAL"u8);
        json.WriteStartArray("tieredFeeRates"u8);
        json.WriteEndArray();
        json.WriteStartArray("leverageFeeRates"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        return 0;
    }

    private int RiskLimit(RestRequest request, Utf8JsonWriter json)
    {
        var symbol = request.Query.Text("symbol");
        if (symbol is not null && state.MarketOf(symbol) is null)
            return 1001;
        json.WriteStartObject();
        foreach (var market in symbol is null ? state.Markets : [state.MarketOf(symbol)!])
        {
            json.WriteStartArray(market.Contract.Symbol);
            WriteTiers(json, market);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        return 0;
    }

    private void WriteTiers(Utf8JsonWriter json, Market market)
    {
        foreach (var isLong in (ReadOnlySpan<bool>)[true, false])
        {
            var side = state.Account.Side(market, isLong);
            AccountJson.WriteTier(json, side, Math.Min(side.Level, market.Contract.Tiers.LevelAt(side.Setting.Leverage)));
        }
    }
}
