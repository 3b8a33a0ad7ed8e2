using System.Diagnostics;
using System.Text.Json;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>The built command, run as a process of its own.</summary>
public sealed class PluginsListTests
{
    [Fact]
    public void First_party_plugins_lie_beside_the_executable_and_are_listed_as_loaded()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = Run(folder.Path, "plugins", "list");

        output.ShouldContain("plugintrading.indicators 1.0.0: loaded");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public void Plugin_that_cannot_be_loaded_is_listed_with_its_reason_and_gives_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("broken"));
        File.WriteAllText(Path.Combine(folder.File("broken"), "plugin.json"), "{ \"id\": \"x\" }");

        var (exitCode, output) = Run(folder.Path, "plugins", "list", "--json", "--plugins", ".");

        var broken = JsonDocument.Parse(output).RootElement.EnumerateArray().Single(e => e.GetProperty("folder").GetString()!.EndsWith("broken", StringComparison.Ordinal));
        broken.GetProperty("status").GetString().ShouldBe("invalid_manifest");
        broken.GetProperty("reason").GetString()!.ShouldContain("'entry_type' is missing");
        exitCode.ShouldBe(1);
    }

    private static (int ExitCode, string Output) Run(string workingDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "plugintrading.dll"), .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
