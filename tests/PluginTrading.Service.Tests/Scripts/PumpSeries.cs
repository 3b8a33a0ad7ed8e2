using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Tests.Scripts;

/// <summary>A made-up market: two trades a second around a price of 100, with a pump of 12 to 26 % and the dump after it every hour.</summary>
internal sealed class PumpSeries : IMarketDataFeed
{
    private const int EventsPerHour = 7200;

    private readonly MarketEvent[] _events;
    private int _next;

    public PumpSeries(int hours) => _events = [.. Events(hours)];

    public static Instrument Instrument { get; } = new()
    {
        Symbol = "PUMP_USDT",
        Base = "PUMP",
        Quote = "USDT",
        PriceTick = 0.01m,
        QuantityStep = 0.001m,
        SpreadPct = 0.04,
    };

    public ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken)
    {
        var count = Math.Min(buffer.Length, _events.Length - _next);
        _events.AsMemory(_next, count).CopyTo(buffer);
        _next += count;
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<MarketEvent> Events(int hours)
    {
        var start = Timestamp.FromUnixMilliseconds(1_704_067_200_000);
        var noise = 1U;
        for (var i = 0; i < hours * EventsPerHour; i++)
        {
            noise = (noise * 1_664_525) + 1_013_904_223;
            var shake = (noise >> 8) / (double)(1 << 24);
            var rise = 0.12 + (0.02 * (i / EventsPerHour % 8));
            var (share, rate) = Pump((i % EventsPerHour / 2.0) - 1800);
            var price = 100 * (1 + (rise * share)) * (1 + (0.0006 * (shake - 0.5)));
            yield return MarketEvent.Trade(0, start.Plus(i * Timestamp.PerSecond / 2), Math.Round(price, 2), (1 + shake) * rate);
        }
    }

    /// <summary>Share of the rise that stands, and the volume relative to quiet times, so many seconds after the ramp's start.</summary>
    private static (double Share, double Rate) Pump(double seconds) => seconds switch
    {
        < 0 => (0, 1),
        < 40 => (seconds / 40, 25),
        < 50 => (1, 25),
        _ => (Math.Exp((50 - seconds) / 150), 1 + (24 * Math.Exp((50 - seconds) / 90))),
    };
}
