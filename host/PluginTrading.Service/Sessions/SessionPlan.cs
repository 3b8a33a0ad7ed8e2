using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Settings;
using PluginTrading.Results;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Simulation;

namespace PluginTrading.Service.Sessions;

/// <summary>All that a paper or live session needs to run: its document joined with its instruments.</summary>
public sealed record SessionPlan
{
    public required SessionDocument Document { get; init; }

    /// <summary>What the engine runs.</summary>
    public required SessionSettings Settings { get; init; }

    /// <summary>What results say about the session.</summary>
    public required RunDescription Description { get; init; }

    /// <summary>How the simulated venue executes; <see langword="null"/> in a live session.</summary>
    public required ExecutionSettings? Execution { get; init; }

    /// <summary>Recorded market data, opened; <see langword="null"/> where an exchange gives them.</summary>
    public IMarketDataFeed? Feed { get; init; }

    /// <summary>Where market data, and in a live session orders, go; <see langword="null"/> with recorded data.</summary>
    public IExchange? Exchange { get; init; }

    /// <summary>Names the account of a live session, the same at every start; empty where orders are simulated.</summary>
    public string AccountId { get; init; } = "";

    public SupervisionSettings Supervision { get; init; } = new();
}
