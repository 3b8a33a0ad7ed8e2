using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents;

/// <summary>What reading a document gave: a value, or errors; warnings beside either.</summary>
/// <typeparam name="T">What the document says.</typeparam>
public sealed record DocumentResult<T>
    where T : class
{
    /// <summary>The value; <see langword="null"/> exactly when there is an error.</summary>
    public required T? Value { get; init; }

    /// <summary>Every finding, also about other files that the document names, in order of files and places.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
