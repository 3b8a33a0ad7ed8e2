using System.Diagnostics.Tracing;

namespace PluginTrading.Service.Sessions;

/// <summary>Tells tracing tools which step around orders and the journal a session has reached.</summary>
[EventSource(Name = "PluginTrading-Session")]
internal sealed class SessionEventSource : EventSource
{
    public static readonly SessionEventSource Log = new();

    private SessionEventSource()
    {
    }

    [Event(1)]
    public void Reached(string point)
    {
        if (IsEnabled())
            WriteEvent(1, point);
    }
}
