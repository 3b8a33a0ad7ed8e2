namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>Who goes first where requests must wait; the lower value does.</summary>
internal enum RequestPriority
{
    /// <summary>Shrinks a position or cancels an order.</summary>
    Exit,

    /// <summary>Opens or grows a position.</summary>
    Entry,

    /// <summary>Asks, or prepares.</summary>
    Read,
}
