using System.Globalization;
using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Generation;

/// <summary>
/// Makes up the market of a small coin with pumps, as a data set: trades with clustered volatility and activity, sweeps through several price levels at one
/// moment, lognormal sizes and taker sides, a funding rate every eight hours and, if asked for, quotes. The same on every machine, to the byte.
/// </summary>
public sealed class PumpGenerator
{
    private const double StepSeconds = 0.1;
    private const long StepNanoseconds = Timestamp.PerSecond / 10;

    // 4 % a day in steps of 0.1 s.
    private const double StepVolatility = 4.3e-5;

    private readonly GeneratorSettings _settings;
    private readonly GeneratorRandom _random;
    private readonly Pump[] _pumps;
    private readonly double _ticksPerUnit;
    private readonly double _stepsPerUnit;
    private int _nextPump;
    private Pump? _pump;
    private double _price;
    private double _volatilityLog;
    private double _activityLog;
    private long _bidTicks;
    private long _askTicks;

    private PumpGenerator(GeneratorSettings settings)
    {
        _settings = settings;
        _random = new GeneratorRandom(settings.Seed);
        _pumps = PlacePumps(settings, _random);
        _price = settings.AnchorPrice;
        _ticksPerUnit = (double)(1m / settings.PriceTick);
        _stepsPerUnit = (double)(1m / settings.QuantityStep);
    }

    /// <summary>Makes a data set, or adds the symbol to one.</summary>
    /// <param name="folder">The data set's folder: absent, empty, or a data set without these days of the symbol.</param>
    /// <param name="settings">What to make.</param>
    /// <param name="progress">Told of the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it; the folder is left as it was.</param>
    /// <returns>The number of events.</returns>
    /// <exception cref="DataSetException">A setting or the folder does not fit.</exception>
    /// <exception cref="IOException">Writing failed; the folder is left as it was.</exception>
    public static long Run(string folder, GeneratorSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        settings.Check();
        using var writer = new DataSetWriter(folder);
        writer.AddInstrument(Instrument(settings));
        var count = new PumpGenerator(settings).Write(writer, progress, cancellationToken);
        writer.Commit();
        return count;
    }

    /// <summary>The rules of the made-up contract.</summary>
    public static Instrument Instrument(GeneratorSettings settings) => new()
    {
        Symbol = settings.Symbol,
        Base = settings.Symbol.Split('_')[0],
        Quote = settings.Symbol.Split('_')[1],
        PriceTick = settings.PriceTick,
        QuantityStep = settings.QuantityStep,
        ContractSize = settings.QuantityStep,
        MinQuantity = settings.QuantityStep,
        MinNotional = 5m,
        MaxLeverage = 50,
        SpreadPct = 0.04,
    };

    private static Pump[] PlacePumps(GeneratorSettings settings, GeneratorRandom random)
    {
        var count = settings.Pumps ?? settings.Days * 4;
        var slot = settings.Days * 86_400.0 / Math.Max(1, count);
        return [.. Enumerable.Range(0, count).Select(i => new Pump((i + random.Between(0.2, 0.7)) * slot, random))];
    }

    private long Write(DataSetWriter writer, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var trades = writer.Append(_settings.Symbol, MarketEventKind.Trade);
        var funding = writer.Append(_settings.Symbol, MarketEventKind.Funding);
        var quotes = _settings.Quotes ? writer.Append(_settings.Symbol, MarketEventKind.Quote) : null;
        var steps = _settings.Days * 864_000L;
        for (long step = 0; step < steps; step++)
        {
            if (step % 36_000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(step / (double)steps);
            }

            var start = _settings.Start.Plus(step * StepNanoseconds);
            if (step % 288_000 == 0)
                funding.Add(MarketEvent.Funding(0, start, Math.Round((100 + (60 * _random.Normal())) / 1e6, 6)));
            MovePrice(step * StepSeconds);
            quotes?.Add(MarketEvent.Quote(0, start, _bidTicks / _ticksPerUnit, Size(4), _askTicks / _ticksPerUnit, Size(4)));
            AddTrades(trades, start, step * StepSeconds);
        }

        progress?.Report(1);
        writer.AddSource(Note(MarketEventKind.Trade));
        writer.AddSource(Note(MarketEventKind.Funding));
        if (quotes is not null)
            writer.AddSource(Note(MarketEventKind.Quote));
        return trades.Count + funding.Count + (quotes?.Count ?? 0);
    }

    private SourceNote Note(MarketEventKind kind) => new()
    {
        Symbol = _settings.Symbol,
        Kind = kind,
        Name = "generator",
        Note = string.Create(
            CultureInfo.InvariantCulture, $"made up: seed {_settings.Seed}, {_settings.Days} days, {_settings.TradesPerSecond} trades a second, {_pumps.Length} pumps"),
    };

    private void MovePrice(double seconds)
    {
        if (_nextPump < _pumps.Length && seconds >= _pumps[_nextPump].StartSeconds)
        {
            // What is left of the pump before stays in the price.
            _price *= _pump?.PriceFactor(seconds) ?? 1;
            _pump = _pumps[_nextPump++];
        }

        _volatilityLog += (-0.0004 * _volatilityLog) + (0.025 * _random.Normal());
        _activityLog += (-0.002 * _activityLog) + (0.06 * _random.Normal());
        var pumpVolatility = _pump is null ? 1 : 1 + ((_pump.RateFactor(seconds) - 1) / 15);
        var move = StepVolatility * GeneratorRandom.Exp2(_volatilityLog) * pumpVolatility * _random.Normal();
        _price *= 1 + move + (4e-7 * ((_settings.AnchorPrice / _price) - 1));
        var fair = _price * (_pump?.PriceFactor(seconds) ?? 1) * _ticksPerUnit;
        _bidTicks = Math.Max(1, (long)(fair - (0.5 * pumpVolatility)));
        _askTicks = Math.Max(_bidTicks + 1, (long)(fair + (0.5 * pumpVolatility) + 1));
    }

    private void AddTrades(EventAppender trades, Timestamp start, double seconds)
    {
        var pumpRate = _pump?.RateFactor(seconds) ?? 1;
        var rate = _settings.TradesPerSecond * 0.6 * GeneratorRandom.Exp2(_activityLog * 0.7) * pumpRate;
        var at = _random.Exponential() / rate;
        while (at < StepSeconds)
        {
            // Milliseconds, as exchanges give them; a sweep through several levels is one moment.
            var time = start.Plus((long)(at * 1000) * Timestamp.PerMillisecond);
            var buys = _random.Uniform() < 0.5 + (0.5 * (_pump?.Imbalance(seconds) ?? 0));
            var levels = _random.Uniform() < 0.75 ? 1 : 1 + (int)(_random.NextBits() % 4);
            for (var level = 0; level < levels; level++)
            {
                var ticks = buys ? _askTicks + level : Math.Max(1, _bidTicks - level);
                trades.Add(MarketEvent.Trade(0, time, ticks / _ticksPerUnit, Size(pumpRate > 4 ? 1 : 0), buys ? TakerSide.Buy : TakerSide.Sell));
            }

            at += _random.Exponential() / rate;
        }
    }

    /// <summary>A lognormal quantity, a whole number of steps.</summary>
    private double Size(int doublings) => Math.Max(1, Math.Floor(GeneratorRandom.Exp2(6.5 + doublings + (1.7 * _random.Normal())))) / _stepsPerUnit;
}
