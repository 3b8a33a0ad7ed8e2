using PluginTrading.Engine.Effects;

namespace PluginTrading.Service.Sessions;

/// <summary>What a session uses of the host around it.</summary>
public sealed record SessionServices
{
    /// <summary>The host's clock and timers.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Told what the session brings about.</summary>
    public IReadOnlyList<ISessionSink> Sinks { get; init; } = [];

    /// <summary>Told every market event, before the sinks are told what it brought about; <see langword="null"/> where nobody wants candles.</summary>
    public MinuteCandles? Candles { get; init; }

    /// <summary>Takes a line for the log.</summary>
    public Action<AlertSeverity, string> Log { get; init; } = static (_, _) => { };

    /// <summary>Takes a line of detail, for who looks for a fault.</summary>
    public Action<string> Detail { get; init; } = static _ => { };

    /// <summary>Told the name of each step around orders and the journal: tracing, unless a test ends the session there.</summary>
    public Action<string> Reach { get; init; } = SessionEventSource.Log.Reached;
}
