using PluginTrading.Data;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Settings;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Backtest;

/// <summary>A session over recorded data with its data opened and its instruments known: all that a run needs.</summary>
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
    /// <exception cref="SessionException">It has no recorded data, or its symbols are not paid in one currency.</exception>
    /// <exception cref="DataSetException">The data set is missing, damaged, or lacks a symbol.</exception>
    public static BacktestPlan Create(SessionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document is not { SessionType: SessionType.Backtest or SessionType.Paper, Market: DatasetMarket market })
            throw new SessionException(document.Path, $"its session_type is '{document.SessionType.ToString().ToLowerInvariant()}'; expected 'backtest'.");
        var data = DataSet.Open(market.Folder);
        var settings = SessionMaterial.Settings(document, [.. document.Symbols.Select(s => WithSpreadOf(data.Instrument(s), data))]);
        var provenance = new DataProvenance
        {
            Name = Path.GetRelativePath(document.Folder, market.Folder).Replace('\\', '/'),
            Digest = $"sha256:{data.Digest}",
            FromKlines = document.Symbols.Any(data.IsFromKlines),
        };
        return new BacktestPlan { Document = document, Settings = settings, Data = data, Description = SessionMaterial.Describe(document, settings, provenance) };
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
}
