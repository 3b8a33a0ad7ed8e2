using System.Data.Common;
using System.Globalization;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage.Databases;

/// <summary>How values are kept: times as nanoseconds, truth as 0 and 1, what is absent as NULL; amounts as decimal text or as numeric.</summary>
internal static class StoredValue
{
    public static long Now(TimeProvider time) => Timestamp.FromDateTimeOffset(time.GetUtcNow()).Nanoseconds;

    /// <summary>What all kinds of database have in common; the rest is as it was given.</summary>
    public static object Of(object? value) => value switch
    {
        null => DBNull.Value,
        Timestamp time => time.Nanoseconds,
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        double number when double.IsNaN(number) => DBNull.Value,
        _ => value,
    };

    public static decimal Decimal(this DbDataReader reader, string column) => reader.GetValue(reader.GetOrdinal(column)) switch
    {
        decimal amount => amount,
        string text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
        var other => throw new InvalidCastException($"Column {column} holds {other}; expected an amount."),
    };

    public static decimal? OptionalDecimal(this DbDataReader reader, string column) => reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.Decimal(column);

    public static double? OptionalDouble(this DbDataReader reader, string column) =>
        reader.GetOrdinal(column) is var ordinal && reader.IsDBNull(ordinal) ? null : reader.GetDouble(ordinal);

    public static long Long(this DbDataReader reader, string column) => reader.GetInt64(reader.GetOrdinal(column));

    public static long? OptionalLong(this DbDataReader reader, string column) =>
        reader.GetOrdinal(column) is var ordinal && reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    public static string Text(this DbDataReader reader, string column) => reader.GetString(reader.GetOrdinal(column));

    public static string? OptionalText(this DbDataReader reader, string column) =>
        reader.GetOrdinal(column) is var ordinal && reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    public static Timestamp Time(this DbDataReader reader, string column) => new(reader.Long(column));

    public static Timestamp? OptionalTime(this DbDataReader reader, string column) =>
        reader.GetOrdinal(column) is var ordinal && reader.IsDBNull(ordinal) ? null : new Timestamp(reader.GetInt64(ordinal));

    /// <summary>A value of an enumeration from its upper-case spelling with underscores.</summary>
    public static T Named<T>(this DbDataReader reader, string column)
        where T : struct, Enum => Enum.Parse<T>(reader.Text(column).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    public static T? OptionalNamed<T>(this DbDataReader reader, string column)
        where T : struct, Enum => reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.Named<T>(column);
}
