using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;

/// <summary>
/// Loaded into a process by <c>DOTNET_STARTUP_HOOKS</c>: ends it with SIGKILL, from within, when a session reaches a point for the Nth time. The point and
/// N are in <c>KILL_AT</c>, as <c>point#N</c>.
/// </summary>
internal static class StartupHook
{
    private static Killer? _killer;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("KILL_AT")?.Split('#') is [var point, var count])
            _killer = new Killer(point, int.Parse(count, CultureInfo.InvariantCulture));
        // Processes that this one starts live.
        Environment.SetEnvironmentVariable("KILL_AT", null);
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        GC.KeepAlive(_killer);
    }

    private sealed class Killer(string point, int count) : EventListener
    {
        private int _left = count;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("PluginTrading-", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.LogAlways);
        }

        // On the thread that reaches the point, before it goes on.
        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.Payload is [string name] && name == point && Interlocked.Decrement(ref _left) == 0)
                Process.GetCurrentProcess().Kill();
        }
    }
}
