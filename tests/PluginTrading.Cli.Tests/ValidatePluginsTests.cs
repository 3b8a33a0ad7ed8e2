using System.Text.Json;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary><c>validate --plugins</c> beside plugins that cannot be loaded.</summary>
public sealed class ValidatePluginsTests : IDisposable
{
    private const string Manifest = """
        { "id": "acme.flow", "version": "1.0.0", "assembly": "Acme.dll", "entry_type": "Acme.Plugin", "sdk": "[9.0,10.0)", "provides": ["indicator:order_flow"] }
        """;

    private readonly TemporaryFolder _folder = new();

    public ValidatePluginsTests()
    {
        Directory.CreateDirectory(_folder.File("plugins/acme"));
        File.WriteAllText(_folder.File("plugins/acme/plugin.json"), Manifest);
    }

    [Fact]
    public void Name_that_an_unloaded_plugin_would_provide_is_an_error_that_says_why_it_is_not_there()
    {
        Write("\"price_momentum\"", "\"order_flow\"");

        var outcome = CliProcess.Run(_folder.Path, "validate", "pump.json", "--plugins", "plugins", "--format", "json");

        outcome.ExitCode.ShouldBe(1);
        var message = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("diagnostics").EnumerateArray().First().GetProperty("message").GetString()!;
        message.ShouldContain("order_flow");
        message.ShouldContain("acme would, but is not loaded (incompatible_sdk)");
        outcome.Error.ShouldBeEmpty();
    }

    [Fact]
    public void Plugin_that_no_document_needs_is_a_warning_beside_the_result()
    {
        Write("", "");

        var outcome = CliProcess.Run(_folder.Path, "validate", "pump.json", "--plugins", "plugins");

        outcome.ExitCode.ShouldBe(0);
        outcome.Output.ShouldBe("1 document: valid\n");
        outcome.Error.ShouldStartWith("warning: the plugin in ");
        outcome.Error.ShouldContain("is not loaded (incompatible_sdk)");
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string piece, string replacement)
    {
        var sample = File.ReadAllText(Path.Combine(SampleSession.Folder, "pump_dump_detection.json"));
        File.WriteAllText(_folder.File("pump.json"), piece.Length == 0 ? sample : sample.Replace(piece, replacement, StringComparison.Ordinal));
    }
}
