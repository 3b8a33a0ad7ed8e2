using System.Buffers.Binary;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace PluginTrading.Plugins;

/// <summary>The identity of a folder's content.</summary>
internal static class ContentHash
{
    /// <summary>
    /// SHA-256 over relative path and content of every file, sorted by path, as lower-case hex. Sub-folders that are links are not entered.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    public static string OfFolder(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, path) in Files(folder))
        {
            var content = File.ReadAllBytes(path);
            AppendLengthAnd(hash, Encoding.UTF8.GetBytes(name));
            AppendLengthAnd(hash, content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<(string Name, string Path)> Files(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };
        var files = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return files.Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), path)).OrderBy(file => file.Name, StringComparer.Ordinal);
    }

    private static void AppendLengthAnd(IncrementalHash hash, byte[] data)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, data.Length);
        hash.AppendData(length);
        hash.AppendData(data);
    }
}
