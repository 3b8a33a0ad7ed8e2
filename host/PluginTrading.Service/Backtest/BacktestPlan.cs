using System.Globalization;
using PluginTrading.Data;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Settings;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Backtest;

/// <summary>A backtest session with its data opened and its instruments known: all that a run needs.</summary>
public sealed record BacktestPlan
{
    private BacktestPlan()
    {
    }

    /// <summary>The session as it was written.</summary>
    public required SessionDocument Document { get; init; }

    /// <summary>What the engine runs.</summary>
    public required SessionSettings Settings { get; init; }

    /// <summary>Where the events are.</summary>
    public required DataSet Data { get; init; }

    /// <summary>What results say about the run.</summary>
    public required RunDescription Description { get; init; }

    /// <summary>Opens the session's data set and joins both.</summary>
    /// <exception cref="SessionException">It is not a backtest, or its symbols are not paid in one currency.</exception>
    /// <exception cref="DataSetException">The data set is missing, damaged, or lacks a symbol.</exception>
    public static BacktestPlan Create(SessionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document is not { SessionType: SessionType.Backtest, Market: DatasetMarket market })
            throw new SessionException(document.Path, $"its session_type is '{document.SessionType.ToString().ToLowerInvariant()}'; expected 'backtest'.");
        var data = DataSet.Open(market.Folder);
        var instruments = document.Symbols.Select(data.Instrument).ToList();
        var quotes = instruments.Select(i => i.Quote).Distinct().ToList();
        if (quotes.Count > 1)
            throw new SessionException(document.Path, $"its symbols are paid in {string.Join(" and ", quotes)}; expected one quote currency, that of initial_balance.");
        var settings = new SessionSettings
        {
            Strategies = [.. document.Strategies.Select(s => s.Definition)],
            Instruments = [.. instruments.Select(i => WithSpreadOf(i, data))],
            Direction = document.Direction,
            InitialBalance = document.InitialBalance,
            MaxConcurrentSignals = document.MaxConcurrentSignals,
            Risk = document.Risk,
            Fees = document.Fees,
        };
        return new BacktestPlan { Document = document, Settings = settings, Data = data, Description = Describe(document, market, data, quotes[0]) };
    }

    /// <summary>The session's events in order.</summary>
    /// <exception cref="DataSetException">A file that is needed to begin is damaged.</exception>
    public MarketReplay OpenFeed()
    {
        var market = (DatasetMarket)Document.Market;
        return new MarketReplay(Data, Document.Symbols, market.From, market.To);
    }

    /// <summary>A declared spread stands for quotes that were not recorded; where there are some, they alone say the spread, also before the first.</summary>
    private static Instrument WithSpreadOf(Instrument instrument, DataSet data) =>
        data.Count(instrument.Symbol, MarketEventKind.Quote) > 0 ? instrument with { SpreadPct = null } : instrument;

    private static RunDescription Describe(SessionDocument document, DatasetMarket market, DataSet data, string quote) => new()
    {
        StrategyNames = [.. document.Strategies.Select(s => s.Definition.Name)],
        Symbols = document.Symbols,
        QuoteCurrency = quote,
        Direction = document.Direction,
        InitialBalance = document.InitialBalance,
        Seed = document.Execution.Seed,
        Data = new DataProvenance
        {
            Name = Path.GetRelativePath(document.Folder, market.Folder).Replace('\\', '/'),
            Digest = $"sha256:{data.Digest}",
            FromKlines = document.Symbols.Any(data.IsFromKlines),
        },
        Settings = SettingsOf(document, market),
        Document = document.Text,
    };

    private static List<KeyValuePair<string, string>> SettingsOf(SessionDocument document, DatasetMarket market)
    {
        var settings = new List<KeyValuePair<string, string>>();
        Add("from", market.From?.ToString());
        Add("to", market.To?.ToString());
        Add("slippage", document.Execution.Slippage.ToString());
        Add("taker fee", Pct(document.Fees.TakerFeePct));
        Add("maker fee", Pct(document.Fees.MakerFeePct));
        Add("latency", FormattableString.Invariant($"{document.Execution.LatencyMs} ms"));
        Add("max participation", document.Execution.MaxParticipation?.ToString(CultureInfo.InvariantCulture));
        Add("max concurrent signals", document.MaxConcurrentSignals.ToString(CultureInfo.InvariantCulture));
        Add("max open positions", document.Risk.MaxOpenPositions.ToString(CultureInfo.InvariantCulture));
        Add("max daily loss", document.Risk.MaxDailyLoss?.ToString(CultureInfo.InvariantCulture));
        Add("max drawdown", document.Risk.MaxDrawdownPct is { } drawdown ? Pct(drawdown) : null);
        return settings;

        void Add(string name, string? value)
        {
            if (value is not null)
                settings.Add(new(name, value));
        }

        static string Pct(decimal value) => FormattableString.Invariant($"{value} %");
    }
}
