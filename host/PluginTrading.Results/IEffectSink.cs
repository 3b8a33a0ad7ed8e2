using PluginTrading.Engine.Effects;

namespace PluginTrading.Results;

/// <summary>Reads a run's effects, in the engine's order, on the engine's thread.</summary>
public interface IEffectSink
{
    /// <summary>Takes the next effect; kinds that it has no use for are passed over.</summary>
    void Take(EngineEffect effect);
}
