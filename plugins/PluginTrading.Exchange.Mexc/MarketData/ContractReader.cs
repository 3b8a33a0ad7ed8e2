using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Reads contract rules (<c>GET contract/detail</c>) into base units.</summary>
internal static class ContractReader
{
    /// <param name="contract">One contract.</param>
    /// <param name="settings">The API's fees: those in the contract are the web's.</param>
    /// <exception cref="PayloadException">It is not as specified.</exception>
    /// <exception cref="ExchangeException">It may not be traded through the API.</exception>
    public static Instrument Read(Payload contract, MexcSettings settings)
    {
        var symbol = contract["symbol"].Text();
        if (contract["state"].Int() is not 0 and var state)
            throw new ExchangeException($"MEXC {symbol}: the contract is not enabled (state {state}: {NameOf(state)})", isTransient: false);
        if (!contract["apiAllowed"].BooleanOr(false))
            throw new ExchangeException($"MEXC {symbol}: the contract may not be traded through the API (apiAllowed is false)", isTransient: false);
        if (contract["quoteCoin"].Text() is var quote && contract["settleCoin"].TextOrNull() is { } settled && settled != quote)
            throw new ExchangeException($"MEXC {symbol}: settled in {settled}, not in {quote}; only linear contracts are supported", isTransient: false);
        if (contract["positionOpenType"].IntOr(3) == 2)
            throw new ExchangeException($"MEXC {symbol}: the contract allows cross margin only; this adapter uses isolated margin", isTransient: false);
        var size = Positive(contract["contractSize"]);
        var step = Positive(contract["volUnit"]) * size;
        return new Instrument
        {
            Symbol = symbol,
            Base = contract["baseCoin"].Text(),
            Quote = quote,
            PriceTick = Positive(contract["priceUnit"]),
            ContractSize = size,
            QuantityStep = step,
            MinQuantity = contract["minVol"].Decimal() * size,
            MaxQuantity = contract["maxVol"].DecimalOrZero() * size is var most && most >= step ? most : null,
            MaxLeverage = Math.Clamp(Math.Min(contract["maxLeverage"].Int(), RegionsCap(contract)), 1, 200),
            MaintenanceMarginRate = contract["maintenanceMarginRate"].Decimal(),
            LiquidationFeeRate = contract["liquidationFeeRate"].DecimalOrZero(),
            TakerFeePct = settings.TakerFeePct,
            MakerFeePct = settings.MakerFeePct,
        };
    }

    /// <summary>Base asset per contract.</summary>
    public static decimal SizeOf(Payload contract) => Positive(contract["contractSize"]);

    /// <summary>What the account's region allows; 0 on the wire is no cap.</summary>
    private static int RegionsCap(Payload contract) => contract["countryConfigContractMaxLeverage"].IntOr(0) is > 0 and var cap ? cap : int.MaxValue;

    private static decimal Positive(Payload number) => number.Decimal() is > 0 and var value ? value : throw new PayloadException($"{number.Text()} is not above 0");

    private static string NameOf(int state) => state switch { 1 => "delivering", 2 => "delivered", 3 => "offline", 4 => "paused", _ => "unknown" };
}
