using PluginTrading.Engine.Effects;

namespace PluginTrading.Storage;

/// <summary>All that one input of the engine brought about.</summary>
/// <param name="Sequence">Number of the input in its session, from 1, going up.</param>
/// <param name="Effects">Its effects, in order. The list is kept: do not change it afterwards.</param>
public sealed record StoredInput(long Sequence, IReadOnlyList<EngineEffect> Effects)
{
    /// <summary>Candles that closed, for the series; dropped by a store without an outbox.</summary>
    public IReadOnlyList<SeriesCandle> Candles { get; init; } = [];
}
