using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Journal;

namespace PluginTrading.Service.Sessions;

/// <summary>What running a session's journal again has shown.</summary>
public sealed record ReplayResult
{
    /// <summary>The first decision that differs; <see langword="null"/> when all are equal.</summary>
    public required ReplayDifference? Difference { get; init; }

    public required long Inputs { get; init; }

    /// <summary>Market events among the inputs.</summary>
    public required long Events { get; init; }

    /// <summary>Transitions, signals, order requests and cancellations that were equal.</summary>
    public required long Decisions { get; init; }

    /// <summary>SHA-256 of the recorded decisions that were compared, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Strategies that are not those with which the session began.</summary>
    public required IReadOnlyList<ChangedStrategy> ChangedStrategies { get; init; }

    /// <summary>Time of the last input.</summary>
    public required Timestamp Time { get; init; }
}

/// <summary>The replay proof: runs plugins and scripts on a session's journal and compares every decision with the recorded one.</summary>
public static class SessionReplay
{
    /// <param name="plan">From <see cref="SessionPlanner.Replay"/>.</param>
    /// <param name="catalog">Where indicators come from.</param>
    /// <param name="journal">At its beginning.</param>
    /// <param name="sink">Told again what each input brought about; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    /// <exception cref="Engine.SectionException">A section threw.</exception>
    public static ReplayResult Run(SessionPlan plan, ComponentCatalog catalog, JournalReader journal, ISessionSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(journal);
        var replay = new JournalReplay(new SessionCore(plan.Settings, catalog, plan.Execution));
        var difference = replay.Run(journal, sink is null ? null : new Teller(sink), cancellationToken);
        return new ReplayResult
        {
            Difference = difference,
            Inputs = replay.Inputs,
            Events = replay.Events,
            Decisions = replay.Decisions,
            Hash = replay.Hash,
            ChangedStrategies = StrategyDigests.Changed(journal.Header, plan.Document),
            Time = replay.Time,
        };
    }

    private sealed class Teller(ISessionSink sink) : IReplayObserver
    {
        public void OnInput(JournalInput input, IReadOnlyList<EngineEffect> effects)
        {
            if (effects.Count > 0)
                sink.Take(input.Sequence, [.. effects]);
        }
    }
}
