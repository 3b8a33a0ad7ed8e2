using System.Diagnostics;

namespace PluginTrading.Cli.Tests;

/// <summary>A command at work; ended by force on dispose.</summary>
internal sealed class RunningCli : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    public RunningCli(string folder, IReadOnlyList<string> arguments)
    {
        var start = CliProcess.StartInfo(folder, arguments);
        if (OperatingSystem.IsLinux())
        {
            // A shell's background job ignores Ctrl-C, and what it starts inherits that.
            start.FileName = "env";
            start.ArgumentList.Insert(0, "--default-signal=INT");
            start.ArgumentList.Insert(1, "dotnet");
        }

        _process = Process.Start(start)!;
        // Read, so that a full pipe never stops the command.
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Waits for a line on standard error that begins so.</summary>
    public void WaitForErrorLine(string beginning)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (_process.StandardError.ReadLineAsync(timeout.Token).AsTask().GetAwaiter().GetResult() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException($"The command ended without a line '{beginning}…'.");
    }

    public void Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    public int WaitForEnd()
    {
        _ = _process.StandardError.ReadToEndAsync();
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
}
