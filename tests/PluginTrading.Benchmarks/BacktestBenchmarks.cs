using BenchmarkDotNet.Attributes;
using PluginTrading.Data;
using PluginTrading.Data.Generation;
using PluginTrading.Plugins;
using PluginTrading.Service.Benchmark;

namespace PluginTrading.Benchmarks;

/// <summary>One strategy over one memory-mapped data set: by a loop written for it, and by the engine, stage by stage. Per event.</summary>
[MemoryDiagnoser]
public class BacktestBenchmarks
{
    private const int Events = 310_069;

    private LoadedPlugins _plugins = null!;
    private string _folder = "";
    private BacktestBenchmark _benchmark = null!;

    [GlobalSetup]
    public void Setup()
    {
        _plugins = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
        _folder = Directory.CreateTempSubdirectory("plugintrading-bench-").FullName;
        PumpGenerator.Run(_folder, new GeneratorSettings { Days = 1, TradesPerSecond = 3 }, null, CancellationToken.None);
        var data = DataSet.Open(_folder);
        if (data.EventCount != Events)
            throw new InvalidOperationException($"The generator made {data.EventCount} events; times per event below would be those of {Events}.");
        _benchmark = new BacktestBenchmark(data, _plugins.Components);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Directory.Delete(_folder, recursive: true);
        _plugins.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public decimal HandWritten() => _benchmark.RunByHand().Balance;

    [Benchmark(OperationsPerInvoke = Events)]
    public decimal Backtest() => _benchmark.RunEngine().Balance;

    [Benchmark(OperationsPerInvoke = Events)]
    public decimal BacktestWithoutStrategy() => _benchmark.RunIdleEngine().Balance;

    [Benchmark(OperationsPerInvoke = Events)]
    public void ReplayAndVenue() => _benchmark.ReplayAndVenue();

    [Benchmark(OperationsPerInvoke = Events)]
    public void Replay() => _benchmark.Replay();
}
