using PluginTrading.Exchange.Mexc.MarketData;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>What the parts of an account share.</summary>
internal sealed record AccountContext
{
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    public required IAccountSink Sink { get; init; }

    public required MexcSettings Settings { get; init; }

    public required ExchangeContext Exchange { get; init; }

    public required ApiKeys Keys { get; init; }

    public required MexcClock Clock { get; init; }

    public required MexcRest Rest { get; init; }

    /// <summary>Signs.</summary>
    public required MexcReads Reads { get; init; }

    public required Contracts Contracts { get; init; }

    public required Func<IMexcSocket> Sockets { get; init; }

    public required Func<double> Randomizer { get; init; }

    /// <summary>How the account holds positions; what the settings say until it is prepared.</summary>
    public PositionMode PositionMode { get; set; } = PositionMode.Hedge;

    /// <summary>The currency of the money, <c>USDT</c>.</summary>
    public string Currency => Instruments.Count > 0 ? Instruments[0].Quote : "USDT";

    public override string ToString() => $"MEXC {Keys}";

    public void Log(ExchangeLogLevel level, string text) => Exchange.Log(level, "MEXC " + text);
}
