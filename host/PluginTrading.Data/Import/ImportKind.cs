using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>What the rows of a file are.</summary>
public enum ImportKind
{
    Trades,

    /// <summary>Candles; each becomes four trades.</summary>
    Klines,

    /// <summary>Best bids and asks.</summary>
    Quotes,

    Marks,

    Funding,
}

/// <summary>Words and consequences of <see cref="ImportKind"/>.</summary>
internal static class ImportKinds
{
    public static string Name(this ImportKind kind) => kind.ToString().ToLowerInvariant();

    public static MarketEventKind EventKind(this ImportKind kind) => kind switch
    {
        ImportKind.Trades or ImportKind.Klines => MarketEventKind.Trade,
        ImportKind.Quotes => MarketEventKind.Quote,
        ImportKind.Marks => MarketEventKind.Mark,
        _ => MarketEventKind.Funding,
    };

    /// <summary>What a file of that kind must have.</summary>
    public static IReadOnlyList<ColumnRole> RequiredColumns(this ImportKind kind) => kind switch
    {
        ImportKind.Trades => [ColumnRole.Time, ColumnRole.Price, ColumnRole.Quantity],
        ImportKind.Klines => [ColumnRole.Time, ColumnRole.Open, ColumnRole.High, ColumnRole.Low, ColumnRole.Close, ColumnRole.Volume],
        ImportKind.Quotes => [ColumnRole.Time, ColumnRole.Bid, ColumnRole.BidQuantity, ColumnRole.Ask, ColumnRole.AskQuantity],
        ImportKind.Marks => [ColumnRole.Time, ColumnRole.MarkPrice],
        _ => [ColumnRole.Time, ColumnRole.FundingRate],
    };

    /// <summary>What a file of that kind may have as well.</summary>
    public static IReadOnlyList<ColumnRole> OptionalColumns(this ImportKind kind) => kind switch
    {
        ImportKind.Trades => [ColumnRole.Side, ColumnRole.BuyerIsMaker, ColumnRole.Id, ColumnRole.Symbol, ColumnRole.Exchange],
        ImportKind.Quotes => [ColumnRole.Id, ColumnRole.Symbol, ColumnRole.Exchange],
        _ => [ColumnRole.Symbol, ColumnRole.Exchange],
    };
}
