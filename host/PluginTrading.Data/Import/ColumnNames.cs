using System.Text;

namespace PluginTrading.Data.Import;

/// <summary>The names that exchanges and data vendors give to columns.</summary>
internal static class ColumnNames
{
    /// <summary>Columns that only order books have: their rows look like trades and are none.</summary>
    public static IReadOnlyList<string> OrderBook { get; } =
    [
        "firstu", "lastu", "prevu", "firstupdateid", "finalupdateid", "lastupdateid", "isask", "isbid", "issnapshot", "level", "bids", "asks",
    ];

    /// <summary>A name without case, spaces and punctuation.</summary>
    public static string Normalize(string name)
    {
        var normalized = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                normalized.Append(char.ToLowerInvariant(c));
        }

        return normalized.ToString();
    }

    /// <summary>Normalized names of a role, the best first.</summary>
    /// <param name="role">The role.</param>
    /// <param name="kind">What the rows are; <see langword="null"/> while that is being guessed.</param>
    /// <param name="symbol">As in <c>NAS_BTC</c>, for names such as <c>price_btc</c>.</param>
    public static IReadOnlyList<string> Of(ColumnRole role, ImportKind? kind, string symbol)
    {
        var parts = symbol.ToLowerInvariant().Split('_');
        var (baseAsset, quote) = (parts[0], parts.Length > 1 ? parts[1] : "");
        return role switch
        {
            ColumnRole.Time when kind is ImportKind.Klines => ["opentime", "starttime", "opentimems", "start", "bucket", .. AnyTime],
            ColumnRole.Time when kind is ImportKind.Funding => ["fundingtime", "fundingtimestamp", "calctime", .. AnyTime],
            ColumnRole.Time => ["transactiontime", "transacttime", "tradetime", "tradems", "transms", "transtime", "executiontime", "createdtime", "matchtime", .. AnyTime],
            ColumnRole.Price => ["price", "tradeprice", "px", "p", "lastprice", "rate", $"price{quote}", $"rate{quote}", "dealprice", "matchprice"],
            ColumnRole.Quantity => ["quantity", "qty", "amount", "size", "volume", "vol", "q", "sz", "baseqty", "basevolume", "tradeqty", "basequantity", "homenotional",
                $"amount{baseAsset}", $"quantity{baseAsset}", $"volume{baseAsset}", "lastqty", "tradesize"],
            ColumnRole.Side => ["takerside", "side", "aggressorside", "aggressor", "tradeside", "direction", "type", "tradetype", "buysell"],
            ColumnRole.BuyerIsMaker => ["isbuyermaker", "isbuyermarketmaker", "isbuyerthemaker", "buyermaker", "wasthebuyerthemaker", "m"],
            ColumnRole.Id => kind is ImportKind.Quotes
                ? ["updateid", "orderbookupdateid", "id"]
                : ["tradeid", "aggtradeid", "aggregatetradeid", "trdmatchid", "execid", "fillid", "id", "tid", "a"],
            ColumnRole.Bid => ["bid", "bestbid", "bidprice", "bestbidprice", "bidpx", "bp", "bid0price", "bids0price", "b"],
            ColumnRole.BidQuantity => ["bidqty", "bidquantity", "bestbidqty", "bestbidquantity", "bidsize", "bidamount", "bestbidsize", "bidvolume", "bidsz", "bids0amount", "bq"],
            ColumnRole.Ask => ["ask", "bestask", "askprice", "bestaskprice", "askpx", "ap", "ask0price", "asks0price"],
            ColumnRole.AskQuantity => ["askqty", "askquantity", "bestaskqty", "bestaskquantity", "asksize", "askamount", "bestasksize", "askvolume", "asksz", "asks0amount", "aq"],
            ColumnRole.MarkPrice => kind is ImportKind.Marks ? ["markprice", "mark", "fairprice", "markpx", "price"] : ["markprice", "mark", "fairprice", "markpx"],
            ColumnRole.FundingRate => ["fundingrate", "lastfundingrate", "funding", "realizedrate", "rate"],
            // MEXC's open, high, low and close are drawn, from the previous close on; what was traded is in its real columns.
            ColumnRole.Open => ["realopen", "open", "o", "openprice"],
            ColumnRole.High => ["realhigh", "high", "h", "highprice"],
            ColumnRole.Low => ["reallow", "low", "l", "lowprice"],
            ColumnRole.Close => ["realclose", "close", "c", "closeprice"],
            ColumnRole.Volume => ["volume", "vol", "basevolume", "v", "volumebase", $"volume{baseAsset}", $"vol{baseAsset}", "quantity", "qty", "baseassetvolume"],
            ColumnRole.Symbol => ["symbol", "instrument", "instrumentname", "instid", "market", "pair", "ticker", "s"],
            _ => ["exchange", "venue", "exchangename"],
        };
    }

    private static IReadOnlyList<string> AnyTime { get; } =
    [
        "eventtime", "eventms", "timestamp", "time", "ts", "tsms", "tsus", "tsns", "timems", "timeus", "timens", "tutcms", "tutc", "timeutc", "timestampms", "timestampus",
        "timestampns", "unix", "unixtimestamp", "unixtime", "datetime", "dateutc", "date", "t", "recvns", "recvms", "recvtime", "receivetime", "timestampofreceive", "localtimestamp",
    ];
}
