using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>A request that has found its endpoint.</summary>
internal sealed class RestRequest
{
    /// <summary>Values of the path's placeholders, in their order.</summary>
    public required IReadOnlyList<string> PathValues { get; init; }

    /// <summary>Query parameters, decoded.</summary>
    public required RequestFields Query { get; init; }

    /// <summary>The JSON body; undefined when there is none.</summary>
    public JsonElement Body { get; init; }

    /// <summary>Fields of a body that is an object.</summary>
    public RequestFields Fields => field ??= new RequestFields(Body);

    /// <summary>The first item on a page and how many are on it.</summary>
    public (int Skip, int Take) Page(int most)
    {
        var size = (int)Math.Clamp(Query.Long("page_size", "pageSize") ?? 20, 1, most);
        var number = (int)Math.Clamp(Query.Long("page_num", "pageNum") ?? 1, 1, 1_000_000);
        return ((number - 1) * size, size);
    }
}
