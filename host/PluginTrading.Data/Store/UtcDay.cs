using System.Globalization;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>A day in UTC, counted from 1970-01-01.</summary>
/// <param name="Number">Days since 1970-01-01; negative before it.</param>
internal readonly record struct UtcDay(int Number) : IComparable<UtcDay>
{
    public static UtcDay Of(Timestamp time) => new((int)FloorDivide(time.Nanoseconds));

    /// <summary>The first nanosecond of the day.</summary>
    public Timestamp Start => new(Number * Timestamp.PerDay);

    public int CompareTo(UtcDay other) => Number.CompareTo(other.Number);

    /// <summary><c>yyyy-MM-dd</c>.</summary>
    public override string ToString() => DateOnly.FromDayNumber(Number + EpochDayNumber).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int EpochDayNumber { get; } = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static long FloorDivide(long nanoseconds)
    {
        var quotient = nanoseconds / Timestamp.PerDay;
        return nanoseconds % Timestamp.PerDay < 0 ? quotient - 1 : quotient;
    }
}
