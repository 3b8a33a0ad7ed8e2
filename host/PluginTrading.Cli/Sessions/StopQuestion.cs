using PluginTrading.Service.Sessions;

namespace PluginTrading.Cli.Sessions;

/// <summary>Asks what happens to open positions when a session is stopped without having been told.</summary>
internal static class StopQuestion
{
    /// <summary>The answer; on anything but a terminal positions are kept.</summary>
    public static StopMode Ask()
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return StopMode.Keep;
        Console.Error.Write("Stopping. Open positions: [k]eep or [f]latten? (a second Ctrl-C ends at once, to be resumed) ");
        var mode = Console.ReadKey(intercept: true).KeyChar is 'f' or 'F' ? StopMode.Flatten : StopMode.Keep;
        Console.Error.WriteLine(mode == StopMode.Flatten ? "flatten" : "keep");
        return mode;
    }
}
