using System.Diagnostics;

namespace PluginTrading.Storage.Tests;

/// <summary>Another process of this test program, which runs one test of <see cref="StoreChild"/>.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;

    private ChildProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public static ChildProcess Start(string method, string location)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(ChildProcess).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program, ["-noColor", "-explicit", "only", "-method", $"{typeof(StoreChild).FullName}.{method}"]) { RedirectStandardOutput = true };
        start.Environment[StoreChild.Variable] = location;
        return new ChildProcess(Process.Start(start)!);
    }

    public bool HasExited => _process.HasExited;

    public void ShouldEndWell()
    {
        _process.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue("the child did not end");
        _process.ExitCode.ShouldBe(0, _output.GetAwaiter().GetResult());
    }

    /// <summary>As <c>kill -9</c>: it gets no chance to do anything more.</summary>
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
