using System.Diagnostics;
using System.Threading.Channels;

namespace PluginTrading.Cli.Tests;

/// <summary>A command at work; ended by force on dispose.</summary>
internal sealed class RunningCli : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ChannelReader<string> _output;
    private readonly ChannelReader<string> _error;

    /// <param name="folder">Working directory; the command's home is below it.</param>
    /// <param name="arguments">Command line.</param>
    /// <param name="environment">Variables to set.</param>
    public RunningCli(string folder, IReadOnlyList<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = CliProcess.StartInfo(folder, arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        if (OperatingSystem.IsLinux())
        {
            // A shell's background job ignores Ctrl-C, and what it starts inherits that.
            start.FileName = "env";
            start.ArgumentList.Insert(0, "--default-signal=INT");
            start.ArgumentList.Insert(1, "dotnet");
        }

        _process = Process.Start(start)!;
        // Read, so that a full pipe never stops the command.
        _output = Lines(_process.StandardOutput);
        _error = Lines(_process.StandardError);
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>Waits for a line on standard output that begins so.</summary>
    public string WaitForLine(string beginning) => Wait(_output, beginning);

    /// <summary>The lines on standard output that have come since.</summary>
    public IReadOnlyList<string> TakeLines()
    {
        var lines = new List<string>();
        while (_output.TryRead(out var line))
            lines.Add(line);
        return lines;
    }

    /// <summary>The last lines of both outputs that nobody has waited for.</summary>
    public string LastLines()
    {
        var lines = new List<string>();
        foreach (var reader in (ReadOnlySpan<ChannelReader<string>>)[_output, _error])
        {
            while (reader.TryRead(out var line))
                lines.Add(line);
        }

        return string.Join('\n', lines.TakeLast(60));
    }

    /// <summary>Waits for a line on standard error that begins so.</summary>
    public string WaitForErrorLine(string beginning) => Wait(_error, beginning);

    public void Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    public int WaitForEnd()
    {
        _process.WaitForExit(Patience).ShouldBeTrue();
        return _process.ExitCode;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private string Wait(ChannelReader<string> lines, string beginning)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var seen = new List<string>();
        while (lines.WaitToReadAsync(timeout.Token).AsTask().GetAwaiter().GetResult())
        {
            while (lines.TryRead(out var line))
            {
                if (line.StartsWith(beginning, StringComparison.Ordinal))
                    return line;
                seen.Add(line);
            }
        }

        while (_error.TryRead(out var line))
            seen.Add(line);
        throw new InvalidOperationException($"The command ended without a line '{beginning}…': {string.Join('\n', seen.TakeLast(20))}");
    }

    private static ChannelReader<string> Lines(StreamReader reader)
    {
        var lines = Channel.CreateUnbounded<string>();
        _ = ReadAsync();
        return lines.Reader;

        async Task ReadAsync()
        {
            while (await reader.ReadLineAsync() is { } line)
                lines.Writer.TryWrite(line);
            lines.Writer.Complete();
        }
    }
}
