using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Checks;

public sealed class PluginManifestTests
{
    private const string Manifest = """
        {
          "id": "acme.sections", "version": "1.2.3-beta.1", "assembly": "Acme.Sections.dll", "entry_type": "Acme.Sections.Plugin", "sdk": "[1.0,2.0)",
          "description": "Sections of Acme.", "provides": ["section:mean-reversion", "indicator:acme.velocity"]
        }
        """;

    [Fact]
    public void Manifest_with_every_field_is_valid() => Findings("1.2.3-beta.1", "1.2.3").ShouldBeEmpty();

    [Theory]
    [InlineData("acme.sections", "Acme.Sections", "PT1106 'id'")]
    [InlineData("1.2.3-beta.1", "1.2", "PT1106 'version'")]
    [InlineData("Acme.Sections.dll", "lib/Acme.dll", "PT1106 'assembly'")]
    [InlineData("Acme.Sections.dll", "..\\\\x.dll", "PT1106 'assembly'")]
    [InlineData("[1.0,2.0)", "newest", "PT1106 'sdk'")]
    [InlineData("section:mean-reversion", "widget:x", "PT1106 item 1 of 'provides'")]
    [InlineData("section:mean-reversion", "indicator:acme.velocity", "PT1107 the text \"indicator:acme.velocity\" is listed twice in 'provides'")]
    [InlineData("\"description\"", "\"descripton\"", "PT1101 there is no field 'descripton' here; did you mean 'description'?")]
    public void Manifest_that_is_wrong_says_what(string piece, string replacement, string expected) => Findings(piece, replacement).ShouldHaveSingleItem().ShouldContain($" error {expected}");

    private static IReadOnlyList<string> Findings(string piece, string replacement)
    {
        using var folder = new TemporaryFolder();
        return [.. TestDocument.Validate(folder, "plugin.json", Manifest.Replace(piece, replacement, StringComparison.Ordinal)).Select(TestDocument.Short)];
    }
}
