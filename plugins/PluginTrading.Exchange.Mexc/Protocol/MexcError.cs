namespace PluginTrading.Exchange.Mexc.Protocol;

/// <summary>What MEXC's codes say about a request.</summary>
internal static class MexcError
{
    public const int OrderNotFound = 2040;
    public const int OrderNotCancellable = 2041;
    public const int DuplicateOrder = 2042;
    public const int TradingTooFrequent = 2037;
    public const int PositionModeLocked = 7001;
    public const int TimeWindow = 513;

    /// <summary>Whether the same read or cancel may succeed later: busy, too frequent, maintenance, network.</summary>
    public static bool IsTransient(int code) => code is 429 or 500 or 501 or 503 or 510 or 603 or 604 or 801 or 9999;

    /// <summary>Whether MEXC or its gateway says that there are too many requests.</summary>
    public static bool IsThrottle(int code) => code is 429 or 510 or TradingTooFrequent;

    /// <summary>
    /// Whether that code in answer to an order proves that there is no order. Codes that may come after the order was taken (busy, too frequent, repeated,
    /// network, duplicate id) do not, and neither does one that nobody has listed.
    /// </summary>
    public static bool ProvesNoOrder(int code) => code switch
    {
        OrderNotFound or OrderNotCancellable or DuplicateOrder => false,
        401 or 402 or 403 or 406 or 506 or 511 or TimeWindow or 600 or 601 or 602 or 604 or (>= 701 and <= 704) or 9998 => true,
        >= 1000 and <= 1004 => true,
        (>= 2001 and <= 2009) or 2011 or (>= 2013 and <= 2016) or 2018 or 2019 or (>= 2021 and <= 2044) or 2049 or (>= 2051 and <= 2053) or 2055 or (>= 2057 and <= 2076) => true,
        (>= 3001 and <= 3004) or (>= 3006 and <= 3015) or 4001 or (>= 5001 and <= 5006) => true,
        (>= 6001 and <= 6005) or 6009 or (>= 7001 and <= 7005) or 7008 or 7009 => true,
        (>= 8815 and <= 8821) or 8917 or (>= 8919 and <= 8922) or 8931 or 8932 or (>= 9068 and <= 9071) => true,
        200005 or 200006 or 300002 => true,
        _ => false,
    };

    /// <summary>Name of an order's own <c>errorCode</c>, which says why it ended.</summary>
    public static string OrderEnd(int errorCode) => errorCode switch
    {
        0 => "NORMAL",
        1 => "PARAM_INVALID",
        2 => "INSUFFICIENT_BALANCE",
        3 => "POSITION_NOT_EXISTS",
        4 => "POSITION_NOT_ENOUGH",
        5 => "POSITION_LIQ",
        6 => "ORDER_LIQ",
        7 => "RISK_LEVEL_LIMIT",
        8 => "SYS_CANCEL",
        9 => "POSITION_MODE_NOT_MATCH",
        10 => "REDUCE_ONLY_LIQ",
        11 => "CONTRACT_NOT_ENABLE",
        12 => "DELIVERY_CANCEL",
        13 => "POSITION_LIQ_CANCEL",
        14 => "ADL_CANCEL",
        15 => "BLACK_USER_CANCEL",
        16 => "SETTLE_FUNDING_CANCEL",
        17 => "POSITION_IM_CHANGE_CANCEL",
        18 => "IOC_CANCEL",
        19 => "FOK_CANCEL",
        20 => "POST_ONLY_CANCEL",
        21 => "MARKET_CANCEL",
        22 => "OID_DUPLICATE",
        23 => "CID_DUPLICATE",
        999 => "OTHER",
        _ => "UNLISTED",
    };
}
