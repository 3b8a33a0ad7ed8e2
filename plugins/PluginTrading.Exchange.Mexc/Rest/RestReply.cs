using PluginTrading.Exchange.Mexc.Protocol;

namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>What came of a request.</summary>
internal sealed record RestReply
{
    private RestReply()
    {
    }

    public ReplyKind Kind { get; private init; }

    /// <summary>MEXC's code; 0 when there was none.</summary>
    public int Code { get; private init; }

    /// <summary>What happened, for people; empty for an answer.</summary>
    public string Cause { get; private init; } = "";

    /// <summary>The answer's <c>data</c>; missing where the answer is empty.</summary>
    public Payload Data { get; private init; }

    /// <summary>Whether the same read or cancel may succeed later.</summary>
    public bool IsTransient => Kind == ReplyKind.Unclear || (Kind == ReplyKind.Refused && MexcError.IsTransient(Code));

    public bool IsThrottle => Kind != ReplyKind.Answered && MexcError.IsThrottle(Code);

    public static RestReply Answer(Payload data) => new() { Kind = ReplyKind.Answered, Data = data };

    public static RestReply Refusal(int code, string message) => new() { Kind = ReplyKind.Refused, Code = code, Cause = $"{code}: {message}" };

    public static RestReply Unclear(string cause, int code = 0) => new() { Kind = ReplyKind.Unclear, Code = code, Cause = cause };
}
