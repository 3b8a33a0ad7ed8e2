using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Plugins;

/// <summary>A folder with a <c>plugin.json</c>, looked at without loading any of its code.</summary>
internal sealed record PluginCandidate
{
    /// <summary>Full path.</summary>
    public required string Folder { get; init; }

    public PluginManifest? Manifest { get; init; }

    public string? ContentHash { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What keeps it from being loaded; <see langword="null"/> when nothing is known to.</summary>
    public PluginProblem? Problem { get; init; }

    /// <summary>Full path of the entry assembly; only with a manifest.</summary>
    public string AssemblyPath => Path.Combine(Folder, Manifest!.Assembly);

    public PluginReport Report(PluginProblem? problem) => new()
    {
        Folder = Folder,
        Manifest = Manifest,
        ContentHash = ContentHash,
        Warnings = Warnings,
        Status = problem?.Status ?? PluginStatus.Loaded,
        Reason = problem?.Reason ?? "",
    };
}
