using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>What an order does with the position: the wire's <c>side</c>.</summary>
internal enum OrderSide
{
    OpenLong = 1,
    CloseShort = 2,
    OpenShort = 3,
    CloseLong = 4,
}

/// <summary>The wire's <c>type</c>.</summary>
internal enum OrderType
{
    Limit = 1,
    PostOnly = 2,
    ImmediateOrCancel = 3,
    FillOrKill = 4,
    Market = 5,
    MarketToLimit = 6,
}

/// <summary>The wire's <c>state</c>.</summary>
internal enum OrderState
{
    Open = 2,
    Filled = 3,
    Cancelled = 4,
    Invalid = 5,
}

/// <summary>An order of the account. Volumes are contracts, money quote currency, times market time in ms.</summary>
internal sealed class Order
{
    public required long Id { get; init; }

    public required string ExternalOid { get; init; }

    public required Market Market { get; init; }

    public required OrderSide Side { get; init; }

    public required OrderType Type { get; init; }

    public required int OpenType { get; init; }

    /// <summary>Limit price; for a market order what the request said, else the best price at that time.</summary>
    public required decimal Price { get; init; }

    public required decimal Vol { get; init; }

    public required int Leverage { get; init; }

    public required int PositionMode { get; init; }

    public required bool ReduceOnly { get; init; }

    public required long CreateMs { get; init; }

    /// <summary>1 the user's, 2 a liquidation.</summary>
    public int Category { get; init; } = 1;

    /// <summary>Elapsed wall seconds from which it may take though the market stands still.</summary>
    public double TakesAt { get; set; }

    public OrderState State { get; set; } = OrderState.Open;

    public int ErrorCode { get; set; }

    public decimal DealVol { get; set; }

    /// <summary>Σ price × contracts of its deals.</summary>
    public decimal DealTurnover { get; set; }

    /// <summary>Contracts that its margin was reserved for.</summary>
    public decimal ReservedVol { get; set; }

    /// <summary>Margin that was reserved at first.</summary>
    public decimal OrderMargin { get; init; }

    /// <summary>Margin that is still reserved.</summary>
    public decimal Frozen { get; set; }

    public decimal UsedMargin { get; set; }

    /// <summary>Contracts of the position that it still locks.</summary>
    public decimal FrozenVol { get; set; }

    public decimal TakerFee { get; set; }

    public decimal MakerFee { get; set; }

    public decimal Profit { get; set; }

    public long PositionId { get; set; }

    public long UpdateMs { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>Whether it rests in the book; before that it is on its way there.</summary>
    public bool Rests { get; set; }

    /// <summary>Contracts per fill; <see langword="null"/> before its first.</summary>
    public decimal? PartVol { get; set; }

    /// <summary>Elapsed wall seconds before which REST queries do not show it.</summary>
    public double HiddenUntil { get; set; }

    public bool IsBuy => Side is OrderSide.OpenLong or OrderSide.CloseShort;

    public bool IsMarket => Type is OrderType.Market or OrderType.MarketToLimit;

    /// <summary>Whether it may only shrink a position.</summary>
    public bool Closes => Side is OrderSide.CloseLong or OrderSide.CloseShort || ReduceOnly;

    public bool IsOpen => State == OrderState.Open;

    public decimal RemainVol => Vol - DealVol;

    public decimal DealAvgPrice => DealVol == 0 ? 0 : DealTurnover / DealVol;
}
