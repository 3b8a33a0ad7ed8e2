using BenchmarkDotNet.Attributes;
using PluginTrading.Plugins;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Benchmarks;

/// <summary>One indicator with default parameters, read after every trade. Per trade; the history alone is <see cref="NoIndicator"/>.</summary>
[MemoryDiagnoser]
public class IndicatorBenchmarks
{
    private const int Trades = 200_000;

    private static readonly Instrument Instrument = new() { Symbol = "PUMP_USDT", Base = "PUMP", Quote = "USDT", PriceTick = 0.0001m, QuantityStep = 1, SpreadPct = 0.1 };

    private readonly MarketEvent[] _events = new MarketEvent[Trades];
    private LoadedPlugins _plugins = null!;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    public static IEnumerable<string> Names
    {
        get
        {
            using var plugins = Load();
            return [.. plugins.Components.Indicators.Keys];
        }
    }

    [GlobalSetup]
    public void Setup()
    {
        _plugins = Load();
        var start = Timestamp.FromUnixMilliseconds(1_700_000_000_000);
        for (var i = 0; i < Trades; i++)
            _events[i] = MarketEvent.Trade(0, start.Plus(i * Timestamp.PerSecond / 3), 1 + (0.01 * Math.Sin(i / 50.0)), 10 + (i % 7));
    }

    [GlobalCleanup]
    public void Cleanup() => _plugins.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Trades)]
    public double NoIndicator()
    {
        var market = new MarketView(Instrument);
        foreach (ref readonly var e in _events.AsSpan())
            market.Apply(in e);
        return market.LastPrice;
    }

    [Benchmark(OperationsPerInvoke = Trades)]
    public double WithIndicator()
    {
        var market = new MarketView(Instrument);
        var factory = _plugins.Components.Indicators[Name];
        var indicator = factory.Create(market, ParameterValues.Create(factory.Declaration.Parameters, []));
        var sum = 0.0;
        foreach (ref readonly var e in _events.AsSpan())
        {
            market.Apply(in e);
            if (indicator.WantsEvents)
                indicator.Update(in e);
            sum += indicator.Value;
        }

        return sum;
    }

    private static LoadedPlugins Load() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
}
