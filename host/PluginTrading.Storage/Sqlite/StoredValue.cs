using System.Globalization;
using Microsoft.Data.Sqlite;
using PluginTrading.Results.Export;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage.Sqlite;

/// <summary>How values are kept: amounts as decimal text, times as nanoseconds, what is absent as NULL.</summary>
internal static class StoredValue
{
    public static long Now(TimeProvider time) => Timestamp.FromDateTimeOffset(time.GetUtcNow()).Nanoseconds;

    public static object Of(object? value) => value switch
    {
        null => DBNull.Value,
        decimal amount => ExactText.Of(amount),
        Timestamp time => time.Nanoseconds,
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        _ => value,
    };

    public static decimal Decimal(this SqliteDataReader reader, string column) =>
        decimal.Parse(reader.Text(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    public static decimal? OptionalDecimal(this SqliteDataReader reader, string column) => reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.Decimal(column);

    public static double? OptionalDouble(this SqliteDataReader reader, string column) =>
        reader.GetOrdinal(column) is var ordinal && reader.IsDBNull(ordinal) ? null : reader.GetDouble(ordinal);

    public static long Long(this SqliteDataReader reader, string column) => reader.GetInt64(reader.GetOrdinal(column));

    public static string Text(this SqliteDataReader reader, string column) => reader.GetString(reader.GetOrdinal(column));

    public static string? OptionalText(this SqliteDataReader reader, string column) =>
        reader.GetOrdinal(column) is var ordinal && reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    public static Timestamp Time(this SqliteDataReader reader, string column) => new(reader.Long(column));

    public static Timestamp? OptionalTime(this SqliteDataReader reader, string column) =>
        reader.GetOrdinal(column) is var ordinal && reader.IsDBNull(ordinal) ? null : new Timestamp(reader.GetInt64(ordinal));

    /// <summary>A value of an enumeration from its upper-case spelling with underscores.</summary>
    public static T Named<T>(this SqliteDataReader reader, string column)
        where T : struct, Enum => Enum.Parse<T>(reader.Text(column).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
