using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PluginTrading.Scripting;

/// <summary>Gives the compiler the files that were read for it, and no others.</summary>
internal sealed class LoadedFileResolver(LoadedFiles loaded) : SourceReferenceResolver
{
    public override string NormalizePath(string path, string? baseFilePath) => path;

    public override string? ResolveReference(string path, string? baseFilePath) => baseFilePath is null ? null : loaded.Resolve(path, baseFilePath);

    public override Stream OpenRead(string resolvedPath) => new MemoryStream(loaded.Files[resolvedPath], writable: false);

    public override SourceText ReadText(string resolvedPath)
    {
        var bytes = loaded.Files[resolvedPath];
        return SourceText.From(bytes, bytes.Length, Encoding.UTF8, canBeEmbedded: true);
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => loaded.GetHashCode();
}
