using System.Security.Cryptography;
using PluginTrading.Service.Journal;

namespace PluginTrading.Service.Sessions;

/// <summary>Where a paper or live session keeps its journal and is spoken to: one folder per session, named by its key.</summary>
public sealed class SessionFolder
{
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    private SessionFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <summary>The session's key, unique for ever: client order ids begin with it.</summary>
    public string Key => Path.GetFileName(FullPath);

    public string Journal => Path.Combine(FullPath, "journal.ptj");

    /// <summary>Whether a process runs the session now.</summary>
    public bool IsInUse => JournalWriter.IsInUse(Journal);

    /// <summary>Folder of commands to a session that runs.</summary>
    public string Commands => Path.Combine(FullPath, "commands");

    /// <summary>A new key.</summary>
    public static string NewKey() => string.Create(10, RandomNumberGenerator.GetBytes(10), static (span, bytes) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = Letters[bytes[i] & 31];
    });

    /// <summary>A new folder for a new session.</summary>
    /// <param name="root">Folder of all sessions.</param>
    public static SessionFolder Create(string root)
    {
        // 50 random bits: among a million sessions two share a key with a chance of one in two thousand, and the folder would then exist.
        while (true)
        {
            var key = NewKey();
            var path = Path.Combine(root, key);
            if (Directory.Exists(path))
                continue;
            // A journal holds the session's document and its trades: the owner's business only.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new SessionFolder(path);
        }
    }

    /// <summary>Takes the folder of a session that could not be started away.</summary>
    public void Remove() => Directory.Delete(FullPath, recursive: true);

    /// <summary>The folder of a session that exists, by its key or an unmistakable beginning of it; <see langword="null"/> when there is none or more than one.</summary>
    public static SessionFolder? Find(string root, string key)
    {
        if (key.Length == 0 || !key.All(Letters.Contains) || !Directory.Exists(root))
            return null;
        var matches = Directory.GetDirectories(root, key + "*");
        return matches is [var only] && File.Exists(Path.Combine(only, "journal.ptj")) ? new SessionFolder(only) : null;
    }

    /// <summary>The folders of all sessions, by key.</summary>
    public static IEnumerable<SessionFolder> All(string root) => Directory.Exists(root)
        ? Directory.GetDirectories(root).Order(StringComparer.Ordinal).Select(path => new SessionFolder(path)).Where(folder => File.Exists(folder.Journal))
        : [];
}
