using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PluginTrading.Cli.Tests;

/// <summary>A sandbox in a process of its own that plays the sample's data.</summary>
internal sealed partial class SandboxProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="folder">Working directory.</param>
    public SandboxProcess(string folder)
    {
        _process = Process.Start(CliProcess.StartInfo(folder, ["sandbox", "mexc", "--data", Path.Combine(SampleSession.Folder, "data"), "--speed", "300", "--no-rate-limits"]))!;
        _ = _process.StandardError.ReadToEndAsync();
        Address = AddressText().Match(_process.StandardOutput.ReadLine().ShouldNotBeNull()).Groups[1].Value;
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex("REST http://([^/ ]+)")]
    private static partial Regex AddressText();
}
