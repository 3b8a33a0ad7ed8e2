using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PluginTrading.Scripting;

/// <summary>
/// Compiled scripts on disk, one file per key, written whole or not at all, so that several processes may share the folder. A file that is
/// damaged or cannot be read is as good as absent; one that cannot be written costs time, not a result.
/// </summary>
internal sealed class ScriptCache(string folder)
{
    private const int Capacity = 500;
    private const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>The entry of a key, or <see langword="null"/>.</summary>
    public ScriptImage? Read(string key)
    {
        try
        {
            var bytes = File.ReadAllBytes(PathOf(key));
            return bytes.Length > HashLength && Hash(key, bytes.AsSpan(HashLength)).AsSpan().SequenceEqual(bytes.AsSpan(0, HashLength))
                ? JsonSerializer.Deserialize<ScriptImage>(bytes.AsSpan(HashLength))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string key, ScriptImage image)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(image);
        var temporary = $"{PathOf(key)}.{Path.GetRandomFileName()}.tmp";
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = File.Create(temporary))
            {
                file.Write(Hash(key, content));
                file.Write(content);
            }

            File.Move(temporary, PathOf(key), overwrite: true);
            RemoveOldest();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    /// <summary>The key is part of it: an entry under the name of another is damaged, too.</summary>
    private static byte[] Hash(string key, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private string PathOf(string key) => Path.Combine(folder, key + ".script");

    /// <summary>Keeps the folder from growing without end; whatever was wrongly removed is compiled again.</summary>
    private void RemoveOldest()
    {
        var files = new DirectoryInfo(folder).GetFiles("*.script");
        foreach (var file in files.OrderByDescending(file => file.LastWriteTimeUtc).Skip(Capacity))
            TryDelete(file.FullName);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process has it open or removed it first; it is only a cache.
        }
    }
}
