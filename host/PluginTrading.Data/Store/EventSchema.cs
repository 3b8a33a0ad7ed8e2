using Apache.Arrow;
using Apache.Arrow.Types;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>The columns of a day file, by kind of market data.</summary>
/// <remarks>
/// <c>time</c> is a timestamp in nanoseconds UTC, <c>side</c> a byte (0 unknown, 1 taker bought, 2 taker sold), all else doubles: prices in quote
/// currency, quantities in base asset, the funding rate a fraction. No column has nulls. A recorded day has <c>arrival</c> as well, a number that rises in the
/// order in which the events of all symbols and kinds of that day came: events of the same time are replayed in that order.
/// </remarks>
internal static class EventSchema
{
    /// <summary>Names of the columns of doubles, after <c>time</c>.</summary>
    public static IReadOnlyList<string> DoubleColumns(MarketEventKind kind) => kind switch
    {
        MarketEventKind.Trade => ["price", "quantity"],
        MarketEventKind.Quote => ["bid", "bid_quantity", "ask", "ask_quantity"],
        MarketEventKind.Mark => ["mark_price"],
        MarketEventKind.Funding => ["funding_rate"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of market data."),
    };

    /// <summary>Whether there is a column <c>side</c> after the doubles.</summary>
    public static bool HasSide(MarketEventKind kind) => kind == MarketEventKind.Trade;

    /// <param name="kind">Kind of the events.</param>
    /// <param name="hasArrival">Whether there is a column <c>arrival</c> at the end.</param>
    public static Schema Create(MarketEventKind kind, bool hasArrival = false)
    {
        var schema = new Schema.Builder().Field(new Field("time", TimeType, nullable: false));
        foreach (var name in DoubleColumns(kind))
            schema.Field(new Field(name, DoubleType.Default, nullable: false));
        if (HasSide(kind))
            schema.Field(new Field("side", UInt8Type.Default, nullable: false));
        if (hasArrival)
            schema.Field(new Field("arrival", Int64Type.Default, nullable: false));
        return schema.Metadata("plugintrading.kind", KindNames.Of(kind)).Build();
    }

    /// <summary>The schema in words, for comparing and for messages: <c>time timestamp[ns, UTC], price double, …</c>.</summary>
    public static string Describe(Schema schema) => string.Join(", ", schema.FieldsList.Select(f => $"{f.Name} {Describe(f.DataType)}"));

    public static TimestampType TimeType { get; } = new(TimeUnit.Nanosecond, "UTC");

    private static string Describe(IArrowType type) => type is TimestampType time
        ? $"timestamp[{time.Unit.ToString().ToLowerInvariant()}, {time.Timezone ?? "no zone"}]"
        : type.Name;
}
