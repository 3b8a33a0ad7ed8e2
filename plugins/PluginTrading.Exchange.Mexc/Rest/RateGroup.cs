namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>Requests that MEXC limits alike.</summary>
internal enum RateGroup
{
    /// <summary>Public reads, 20 in 2 s.</summary>
    Public,

    /// <summary>Contract rules, 10 in 2 s.</summary>
    Detail,

    /// <summary>Signed reads and settings, 20 in 2 s.</summary>
    Private,

    /// <summary>Cancels, 20 in 2 s.</summary>
    Cancel,

    /// <summary>Changes of leverage, 10 in 10 s.</summary>
    Leverage,

    /// <summary>New orders, 4 in 2 s.</summary>
    Create,
}
