using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Plugins;

/// <summary>What became of one plugin folder.</summary>
public sealed record PluginReport
{
    /// <summary>Full path of the folder.</summary>
    public required string Folder { get; init; }

    public required PluginStatus Status { get; init; }

    /// <summary>Why it is not loaded: what was found, what was expected. Empty when it is.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The manifest, when it could be read.</summary>
    public PluginManifest? Manifest { get; init; }

    /// <summary>SHA-256 over the names and contents of the folder's files, lower-case hex; <see langword="null"/> when they could not be read.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What does not keep it from loading but may fail later.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
