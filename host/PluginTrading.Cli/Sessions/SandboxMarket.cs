using PluginTrading.Data;
using PluginTrading.Data.Generation;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Cli.Sessions;

/// <summary>The market of a sandbox: a data set that is there, or one that is made up for as long as the sandbox runs.</summary>
internal sealed class SandboxMarket : IDisposable
{
    private static readonly GeneratorSettings[] MadeUp =
    [
        new() { Symbol = "BTC_USDT", AnchorPrice = 60_000, PriceTick = 0.1m, QuantityStep = 0.0001m, Pumps = 24, Days = 1 },
        new() { Symbol = "ETH_USDT", AnchorPrice = 3_000, PriceTick = 0.01m, QuantityStep = 0.01m, Pumps = 24, Days = 1 },
        new() { Symbol = "PUMP_USDT", Pumps = 24, Days = 1 },
    ];

    private readonly string? _temporary;
    private readonly MarketReplay _replay;

    private SandboxMarket(DataSet data, IReadOnlyList<string> symbols, Timestamp? from, Timestamp? to, string? temporary)
    {
        _temporary = temporary;
        _replay = new MarketReplay(data, symbols, from, to);
        Instruments = [.. symbols.Select(data.Instrument)];
    }

    public IReadOnlyList<Instrument> Instruments { get; }

    public IMarketDataFeed Feed => _replay;

    /// <param name="folder">The data set; <see langword="null"/> makes one up.</param>
    /// <param name="seed">Seed of what is made up.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    /// <exception cref="DataSetException">The data set is missing or damaged.</exception>
    public static SandboxMarket Open(string? folder, ulong seed, CancellationToken cancellationToken)
    {
        if (folder is not null)
            return new SandboxMarket(DataSet.Open(folder), DataSet.Open(folder).Symbols, null, null, null);
        var temporary = Directory.CreateTempSubdirectory("plugintrading-sandbox-").FullName;
        var data = Path.Combine(temporary, "data");
        foreach (var (settings, index) in MadeUp.Select((s, i) => (s, i)))
            PumpGenerator.Run(data, settings with { Seed = seed + (ulong)index }, null, cancellationToken);
        return new SandboxMarket(DataSet.Open(data), [.. MadeUp.Select(s => s.Symbol)], null, null, temporary);
    }

    /// <summary>A piece of a data set.</summary>
    public static SandboxMarket Open(string folder, IReadOnlyList<string> symbols, Timestamp? from, Timestamp? to) => new(DataSet.Open(folder), symbols, from, to, null);

    public void Dispose()
    {
        _replay.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
    }
}
