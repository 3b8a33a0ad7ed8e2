using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Sessions;

/// <summary>Time passed by the host's clock.</summary>
internal sealed record Tick;

/// <summary>An operator's command; the session gives it its time.</summary>
internal sealed record Request(Func<Timestamp, EngineCommand> Command, Action? Done);

/// <summary>What to do with what is open when a session stops.</summary>
public enum StopMode
{
    /// <summary>Positions stay open at the venue; orders at work are cancelled.</summary>
    Keep,

    /// <summary>Everything is closed at the market first.</summary>
    Flatten,
}

/// <summary>Stop the session.</summary>
internal sealed record StopRequest(StopMode Mode);

/// <summary>Something that runs beside the session ended with a fault.</summary>
internal sealed record Fault(Exception Exception);
