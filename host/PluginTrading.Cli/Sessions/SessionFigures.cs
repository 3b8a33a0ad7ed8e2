using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Cli.Sessions;

/// <summary>The figures of a session, from its effects.</summary>
internal sealed class SessionFigures(RunDescription description) : ISessionSink
{
    private readonly PerformanceTracker _performance = new(description);
    private Timestamp? _first;

    public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
    {
        foreach (var effect in effects)
        {
            _first ??= (effect as EquityPoint)?.Time;
            _performance.Take(effect);
        }
    }

    /// <param name="events">Market events that were handled.</param>
    /// <param name="time">Time of the last input.</param>
    /// <param name="isComplete">Whether the session ended as it was asked to.</param>
    public RunResult Result(long events, Timestamp time, bool isComplete) =>
        _performance.Result(new RunEnd { Events = events, FirstTime = _first, LastTime = _first is null ? null : time, IsComplete = isComplete });
}
