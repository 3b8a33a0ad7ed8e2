using PluginTrading.Engine.Effects;

namespace PluginTrading.Service.Sessions;

/// <summary>Reads what a session brings about, once it is durable in the journal. Called on the session's thread; returns at once.</summary>
public interface ISessionSink
{
    /// <summary>Takes all effects of one input.</summary>
    /// <param name="sequence">The input's number in the journal; rises, with gaps where inputs brought nothing about.</param>
    /// <param name="effects">In order; the list is the sink's to keep.</param>
    void Take(long sequence, IReadOnlyList<EngineEffect> effects);
}
