using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Service.Collect;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>Shows a collect session as it goes: on a terminal one line that changes, else a line to standard error now and then; what happens, line by line.</summary>
internal sealed class CollectLines(IAnsiConsole console, TimeProvider time) : IProgress<CollectProgress>
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly bool _isTerminal = !Console.IsOutputRedirected && !Console.IsErrorRedirected;
    private int _shown;
    private long _lineAt = time.GetTimestamp();

    public void Report(CollectProgress value)
    {
        lock (_lock)
        {
            if (_isTerminal)
            {
                var line = Text(value);
                Console.Error.Write($"\r{line.PadRight(_shown)}");
                _shown = line.Length;
            }
            else if (time.GetElapsedTime(_lineAt) >= LineEvery)
            {
                _lineAt = time.GetTimestamp();
                Console.Error.WriteLine(Text(value));
            }
        }
    }

    public void Log(AlertSeverity severity, string text)
    {
        lock (_lock)
        {
            Clear();
            text = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "  " + text;
            if (Console.IsOutputRedirected)
                console.Profile.Out.Writer.WriteLine(text);
            else
                console.Write(new Text(text + "\n", severity == AlertSeverity.Info ? new Style(Color.Grey) : new Style(Color.Yellow)));
        }
    }

    /// <summary>Takes the line that changes away.</summary>
    public void End()
    {
        lock (_lock)
            Clear();
    }

    private static string Text(CollectProgress value) => string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Events:N0} events, {value.PerSecond:N0} a second, {(value.AgeSeconds is { } age ? $"last {age:0.0} s ago" : "none yet")}{(value.IsConnected ? "" : ", not connected")}");

    private void Clear()
    {
        if (_shown > 0)
            Console.Error.Write($"\r{new string(' ', _shown)}\r");
        _shown = 0;
    }
}
