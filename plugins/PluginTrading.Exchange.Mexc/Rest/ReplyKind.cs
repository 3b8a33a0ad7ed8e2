namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>How clear a reply is.</summary>
internal enum ReplyKind
{
    /// <summary>Success.</summary>
    Answered,

    /// <summary>MEXC's envelope says no, with a code.</summary>
    Refused,

    /// <summary>No reply, or one that says nothing: time-out, broken connection, HTTP 5xx or 429, unreadable body.</summary>
    Unclear,
}
