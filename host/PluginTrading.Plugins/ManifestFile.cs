using System.Text.Json;
using System.Text.RegularExpressions;
using NuGet.Versioning;
using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Plugins;

/// <summary>Reads a <c>plugin.json</c>. Every fault is found in one go; unknown fields are faults.</summary>
internal sealed partial class ManifestFile
{
    /// <summary>The file's name in a plugin's folder.</summary>
    public const string FileName = "plugin.json";

    private static readonly string[] Fields = ["$schema", "id", "version", "assembly", "entry_type", "sdk", "description", "provides"];
    private readonly JsonElement _root;
    private readonly List<string> _faults = [];

    private ManifestFile(JsonElement root) => _root = root;

    /// <summary>Parses the text of a manifest.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="faults">What is wrong, one sentence each; empty when the result is not null.</param>
    /// <returns>The manifest, or <see langword="null"/> when there are faults.</returns>
    public static PluginManifest? Parse(byte[] utf8, out IReadOnlyList<string> faults)
    {
        try
        {
            var text = utf8.AsMemory(utf8.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var file = new ManifestFile(document.RootElement);
            var manifest = file.Read();
            faults = file._faults;
            return faults.Count == 0 ? manifest : null;
        }
        catch (JsonException e)
        {
            faults = [$"{FileName}({e.LineNumber + 1},{e.BytePositionInLine + 1}): not valid JSON: {e.Message}"];
            return null;
        }
    }

    private PluginManifest? Read()
    {
        if (_root.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"{FileName} holds {Kind(_root)} where an object was expected.");
            return null;
        }

        foreach (var property in _root.EnumerateObject().Where(p => !Fields.Contains(p.Name)))
            _faults.Add($"There is no field '{property.Name}'; the fields are: {string.Join(", ", Fields)}.");

        var manifest = new PluginManifest
        {
            Id = Text("id"),
            Version = Text("version"),
            Assembly = Text("assembly"),
            EntryType = Text("entry_type"),
            Sdk = Text("sdk"),
            Description = Text("description", isRequired: false),
            Provides = Provides(),
        };
        Check(manifest.Id, Id().IsMatch(manifest.Id), "id", "lower-case letters and digits with single dots or hyphens between, at most 100 characters, as in acme.sections");
        Check(manifest.Version, SemanticVersion.TryParse(manifest.Version, out _), "version", "a semantic version, as in 1.0.0");
        Check(manifest.Assembly, IsDll(manifest.Assembly), "assembly", "the file name of a .dll beside the manifest, without a folder");
        Check(manifest.Sdk, VersionRange.TryParse(manifest.Sdk, out _), "sdk", "a NuGet version range, as in [1.0,2.0)");
        return manifest;
    }

    private string Text(string name, bool isRequired = true)
    {
        if (!_root.TryGetProperty(name, out var value))
        {
            if (isRequired)
                _faults.Add($"The field '{name}' is missing.");
            return "";
        }

        if (value.ValueKind != JsonValueKind.String || (isRequired && string.IsNullOrWhiteSpace(value.GetString())))
        {
            _faults.Add($"'{name}' is {Kind(value)}; a text was expected.");
            return "";
        }

        return value.GetString()!;
    }

    private List<string> Provides()
    {
        var provides = new List<string>();
        if (!_root.TryGetProperty("provides", out var list))
            return provides;
        if (list.ValueKind != JsonValueKind.Array)
        {
            _faults.Add($"'provides' is {Kind(list)}; a list was expected.");
            return provides;
        }

        foreach (var entry in list.EnumerateArray())
        {
            var text = entry.ValueKind == JsonValueKind.String ? entry.GetString()! : "";
            if (!Provision().IsMatch(text))
                _faults.Add($"'provides' holds {entry.GetRawText()}; indicator:NAME, section:NAME, strategy:NAME, slippage:NAME, exchange:NAME or sandbox:NAME was expected.");
            else if (provides.Contains(text))
                _faults.Add($"'provides' holds '{text}' twice.");
            else
                provides.Add(text);
        }

        return provides;
    }

    private void Check(string value, bool isValid, string name, string expected)
    {
        if (value.Length > 0 && !isValid)
            _faults.Add($"'{name}' is '{value}'; expected is {expected}.");
    }

    private static bool IsDll(string name) =>
        name.EndsWith(".dll", StringComparison.Ordinal) && name.IndexOfAny(['/', '\\', ':', '\0']) < 0 && name.Length > ".dll".Length;

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "an empty text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    [GeneratedRegex(@"^(?=.{1,100}\z)[a-z0-9]+(?:[.-][a-z0-9]+)*\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^(?:indicator|section|strategy|slippage|exchange|sandbox):\S(?:.*\S)?\z")]
    private static partial Regex Provision();
}
