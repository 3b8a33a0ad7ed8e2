using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Instruments;

/// <summary>Compares the rules of one contract at two times.</summary>
internal static class InstrumentRules
{
    /// <summary>Whether prices and quantities mean the same under both: an exchange may change a contract's limits and fees, but not what a number counts.</summary>
    public static bool MeasureAlike(Instrument a, Instrument b) => (a.Base, a.Quote, a.ContractSize) == (b.Base, b.Quote, b.ContractSize);
}
