using System.Diagnostics.Tracing;

namespace PluginTrading.Storage;

/// <summary>Tells tracing tools when inputs of a session are about to be stored and when they are.</summary>
[EventSource(Name = "PluginTrading-Store")]
internal sealed class StoreEventSource : EventSource
{
    public static readonly StoreEventSource Log = new();

    private StoreEventSource()
    {
    }

    [Event(1)]
    public void Reached(string point)
    {
        if (IsEnabled())
            WriteEvent(1, point);
    }
}
