namespace PluginTrading.Sdk.Plugins;

/// <summary>What a plugin's <c>plugin.json</c> says; read before any of its code is loaded.</summary>
public sealed record PluginManifest
{
    /// <summary>Lower-case id with dots and hyphens, unique in a host, for instance <c>acme.sections</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Semantic version.</summary>
    public required string Version { get; init; }

    /// <summary>File name of the entry assembly, beside the manifest.</summary>
    public required string Assembly { get; init; }

    /// <summary>Full name of the class that implements <see cref="IPlugin"/>.</summary>
    public required string EntryType { get; init; }

    /// <summary>SDK versions that it works with, as a NuGet range, for instance <c>[1.0,2.0)</c>.</summary>
    public required string Sdk { get; init; }

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it provides, as <c>indicator:name</c>, <c>section:name</c>, <c>strategy:name</c>, <c>slippage:name</c>, <c>exchange:name</c>, <c>sandbox:name</c>.</summary>
    public IReadOnlyList<string> Provides { get; init; } = [];
}
