using System.Text.Json;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Performance;

/// <summary>
/// Daily (UTC) returns of an equity curve, one pass and constant memory. The first day counts from the initial equity; a day without
/// points repeats the equity of the day before.
/// </summary>
internal sealed class DailyReturns(decimal initialEquity)
{
    /// <summary>Days in the year of a market that never closes.</summary>
    private const double DaysPerYear = 365;

    private ReturnMoments _closedDays;
    private decimal _previousClose = initialEquity;
    private decimal _last = initialEquity;
    private long? _day;

    /// <summary>What <see cref="Load"/> goes on from, as JSON.</summary>
    public string Save() => JsonSerializer.Serialize(new State(_day, _previousClose, _last, _closedDays));

    /// <summary>Returns that go on where they were saved.</summary>
    public static DailyReturns Load(string saved)
    {
        var state = JsonSerializer.Deserialize<State>(saved)!;
        return new DailyReturns(state.PreviousClose) { _day = state.Day, _last = state.Last, _closedDays = state.ClosedDays };
    }

    /// <summary>Takes the next point of the curve.</summary>
    /// <exception cref="InvalidOperationException">The point is of an earlier day than the one before it.</exception>
    public void Add(Timestamp time, decimal equity)
    {
        var day = DayOf(time);
        if (_day is { } current && day < current)
            throw new InvalidOperationException($"The equity curve goes back in time: a point at {time} after one of day {current} since the epoch.");

        for (var open = _day ?? day; open < day; open++)
            CloseDay(ref _closedDays);
        _day = day;
        _last = equity;
    }

    /// <summary>Sharpe and Sortino of the days up to that of <paramref name="lastTime"/>, annualized; <see langword="null"/> where not defined.</summary>
    public (double? Sharpe, double? Sortino) Ratios(Timestamp? lastTime)
    {
        var moments = _closedDays;
        if (_day is { } day)
        {
            moments.Add(Return(_last));
            var end = lastTime is { } last ? Math.Max(day, DayOf(last)) : day;
            for (; day < end; day++)
                moments.Add(0);
        }

        if (moments.Count < 2 || moments.HasUndefined)
            return (null, null);

        var year = Math.Sqrt(DaysPerYear);
        return (
            moments.SampleDeviation == 0 ? null : Ratio.Defined(moments.Mean / moments.SampleDeviation * year),
            moments.DownsideDeviation == 0 ? null : Ratio.Defined(moments.Mean / moments.DownsideDeviation * year));
    }

    private static long DayOf(Timestamp time) => Math.DivRem(time.Nanoseconds, Timestamp.PerDay) is var (day, rest) && rest < 0 ? day - 1 : day;

    private void CloseDay(ref ReturnMoments moments)
    {
        moments.Add(Return(_last));
        _previousClose = _last;
    }

    /// <summary>Return of the open day; <see langword="null"/> when there was no equity left to earn on.</summary>
    private double? Return(decimal equity) => _previousClose > 0 ? Ratio.Of(equity - _previousClose, _previousClose) : null;

    private sealed record State(long? Day, decimal PreviousClose, decimal Last, ReturnMoments ClosedDays);
}
