using PluginTrading.Engine.Effects;
using PluginTrading.Results.Performance;

namespace PluginTrading.Results;

/// <summary>A finished run: what it was, how it ended and its figures.</summary>
public sealed record RunResult
{
    public required RunDescription Description { get; init; }

    public required RunEnd End { get; init; }

    /// <summary>The kill switch, where it fell: no entries after it.</summary>
    public TradingHalted? Halted { get; init; }

    /// <summary>Figures of the whole session.</summary>
    public required PerformanceFigures Session { get; init; }

    /// <summary>Figures of each strategy, in the session's order of strategies.</summary>
    public required IReadOnlyList<KeyValuePair<string, PerformanceFigures>> Strategies { get; init; }
}
