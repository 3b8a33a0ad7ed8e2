using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>The sample session and variants of it.</summary>
internal static class SampleSession
{
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot, "samples", "pump-and-dump");

    public static string File { get; } = Path.Combine(Folder, "session.json");

    /// <summary>A session on the sample's data, written into a folder.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="strategies">Strategies: names of sample files, absolute paths, or objects.</param>
    public static string Write(string folder, params JsonNode[] strategies) => WriteOn(folder, Path.Combine(Folder, "data"), strategies);

    /// <summary>A session on some data set.</summary>
    public static string WriteOn(string folder, string dataset, params JsonNode[] strategies)
    {
        var session = (JsonObject)JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        session.Remove("$schema");
        session["market"]!["dataset"] = dataset;
        session["strategies"] = new JsonArray([.. strategies.Select(s => s is JsonValue value ? Path.Combine(Folder, value.GetValue<string>()) : s)]);
        var path = Path.Combine(folder, "session.json");
        System.IO.File.WriteAllText(path, session.ToJsonString());
        return path;
    }
}
