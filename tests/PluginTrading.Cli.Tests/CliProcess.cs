using System.Diagnostics;

namespace PluginTrading.Cli.Tests;

/// <summary>The built command, run as a process of its own, with a home of its own.</summary>
internal static class CliProcess
{
    /// <param name="folder">Working directory; the command's home is below it.</param>
    /// <param name="arguments">Command line.</param>
    public static CliOutcome Run(string folder, params string[] arguments) => Run(folder, [], arguments);

    /// <param name="folder">Working directory; the command's home is below it.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">Command line.</param>
    public static CliOutcome Run(string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = StartInfo(folder, arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliOutcome(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public static ProcessStartInfo StartInfo(string folder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "plugintrading.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLUGINTRADING_HOME"] = Path.Combine(folder, "home");
        start.Environment.Remove("PLUGINTRADING_STORE");
        return start;
    }
}

/// <summary>What a command did.</summary>
internal sealed record CliOutcome(int ExitCode, string Output, string Error);
