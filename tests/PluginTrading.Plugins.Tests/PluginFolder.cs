using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Plugins.Tests;

/// <summary>A folder of plugins, filled with copies of the built test plugins.</summary>
internal sealed class PluginFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>Copies the built plugin of that project, with changed fields of its manifest where given, and returns the copy's path.</summary>
    public string Install(string project, string? folder = null, params (string Field, JsonNode? Value)[] changes)
    {
        var source = System.IO.Path.Combine(AppContext.BaseDirectory, "TestPlugins", project);
        var target = Directory.CreateDirectory(System.IO.Path.Combine(Path, folder ?? project)).FullName;
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)));
        var manifestPath = System.IO.Path.Combine(target, "plugin.json");
        var manifest = JsonNode.Parse(File.ReadAllText(manifestPath))!.AsObject();
        foreach (var (field, value) in changes)
            manifest[field] = value;
        File.WriteAllText(manifestPath, manifest.ToJsonString());
        return target;
    }

    /// <summary>The faulty plugin with that entry type and nothing in <c>provides</c> but what is given.</summary>
    public string InstallFaulty(string entryType, params string[] provides) =>
        Install("Faulty", null, ("entry_type", $"TestPlugins.Faulty.{entryType}"), ("provides", JsonSerializer.SerializeToNode(provides)));

    /// <summary>Makes a folder with a manifest of that text and no other file.</summary>
    public string Write(string folder, string manifest)
    {
        var target = Directory.CreateDirectory(System.IO.Path.Combine(Path, folder)).FullName;
        File.WriteAllText(System.IO.Path.Combine(target, "plugin.json"), manifest);
        return target;
    }

    public LoadedPlugins Load(bool isCollectible = false) => PluginHost.Load([Path], isCollectible);

    /// <summary>Loads and returns the report on the only plugin there is, which must not have left anything in the catalog.</summary>
    public PluginReport LoadFailing()
    {
        var loaded = Load();
        loaded.Components.Indicators.ShouldBeEmpty();
        loaded.Components.Sections.ShouldBeEmpty();
        loaded.Components.Strategies.ShouldBeEmpty();
        loaded.Components.SlippageModels.ShouldBeEmpty();
        return loaded.Reports.ShouldHaveSingleItem();
    }

    public void Dispose() => _folder.Dispose();
}
