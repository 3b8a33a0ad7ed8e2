using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>The words for kinds of market data in folders, the manifest and on the command line.</summary>
public static class KindNames
{
    /// <summary><c>trades</c>, <c>quotes</c>, <c>marks</c> or <c>funding</c>.</summary>
    public static string Of(MarketEventKind kind) => kind switch
    {
        MarketEventKind.Funding => "funding",
        MarketEventKind.Mark => "marks",
        MarketEventKind.Quote => "quotes",
        MarketEventKind.Trade => "trades",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of market data."),
    };

    /// <summary>The kind of a word, or <see langword="null"/>.</summary>
    public static MarketEventKind? Parse(string? name) => name switch
    {
        "funding" => MarketEventKind.Funding,
        "marks" => MarketEventKind.Mark,
        "quotes" => MarketEventKind.Quote,
        "trades" => MarketEventKind.Trade,
        _ => null,
    };
}
