namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>The kinds of market data that a connection can subscribe to.</summary>
internal enum PublicChannel
{
    Deal,

    /// <summary>Every deal in a frame of its own.</summary>
    DealEach,

    Depth,

    /// <summary>Every version of the book in a frame of its own.</summary>
    DepthEach,

    DepthFull,

    /// <summary>The book in coarser steps.</summary>
    DepthStep,

    Ticker,
    Kline,
    FundingRate,
    IndexPrice,
    FairPrice,
    Tickers,
    Contract,
}
