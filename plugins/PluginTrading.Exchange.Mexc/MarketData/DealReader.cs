using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Reads a public deal, of a push or a reply, as a trade in base units.</summary>
internal static class DealReader
{
    /// <exception cref="PayloadException">It is not as specified.</exception>
    public static MarketEvent Read(Payload deal, int symbolIndex, decimal contractSize) => MarketEvent.Trade(
        symbolIndex, deal["t"].Milliseconds(), deal["p"].Positive(), deal["v"].Quantity(contractSize), deal["T"].IntOr(0) switch
        {
            1 => TakerSide.Buy,
            2 => TakerSide.Sell,
            _ => TakerSide.Unknown,
        });
}
