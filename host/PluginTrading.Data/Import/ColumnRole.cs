namespace PluginTrading.Data.Import;

/// <summary>What a column of a file means.</summary>
public enum ColumnRole
{
    /// <summary>When it happened; of klines, when they begin.</summary>
    Time,

    Price,

    Quantity,

    /// <summary>Who took: buy or sell.</summary>
    Side,

    /// <summary>True where the seller took.</summary>
    BuyerIsMaker,

    /// <summary>Unique per trade or quote.</summary>
    Id,

    Bid,

    BidQuantity,

    Ask,

    AskQuantity,

    MarkPrice,

    FundingRate,

    Open,

    High,

    Low,

    Close,

    Volume,

    Symbol,

    Exchange,
}

/// <summary>The words for <see cref="ColumnRole"/> on the command line.</summary>
public static class ColumnRoles
{
    /// <summary>As in <c>bid_quantity</c>.</summary>
    public static string Name(this ColumnRole role) => string.Concat(role.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    public static ColumnRole? Parse(string name)
    {
        foreach (var role in Enum.GetValues<ColumnRole>())
        {
            if (role.Name() == name)
                return role;
        }

        return null;
    }
}
