using System.Text;
using System.Text.RegularExpressions;

namespace PluginTrading.Scripting;

/// <summary>
/// The files that a script's <c>#load</c> lines name, and theirs, read once before anything else happens: what is compiled is what the
/// script's key was made of. They lie in the script's folder or below it.
/// </summary>
internal sealed partial class LoadedFiles
{
    private readonly string _script;
    private readonly string _folder;
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    private LoadedFiles(string script)
    {
        _script = script;
        _folder = Path.GetDirectoryName(script)!;
    }

    /// <summary>Full path and content of each, by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Reads what a script's lines name. What cannot be read is told by <see cref="Problem"/>.</summary>
    /// <param name="path">Full path of the script.</param>
    /// <param name="bytes">Its content.</param>
    public static LoadedFiles Read(string path, byte[] bytes)
    {
        var loaded = new LoadedFiles(path);
        loaded.ReadNamedIn(path, bytes);
        return loaded;
    }

    /// <summary>Full path of a file that was read, or <see langword="null"/>.</summary>
    /// <param name="written">As it stands in the <c>#load</c> line.</param>
    /// <param name="from">Full path of the file that has the line.</param>
    public string? Resolve(string written, string from) => FullPath(written, from) is { } path && _files.ContainsKey(path) ? path : null;

    /// <summary>Why a file was not read, or <see langword="null"/> when it was.</summary>
    public string? Problem(string written, string from)
    {
        if (FullPath(written, from) is not { } path)
            return $"'{written}' is not a path.";
        if (path == _script)
            return "A script cannot be loaded by what it loads.";
        return _files.ContainsKey(path) ? null : _problems.GetValueOrDefault(path, $"There is no file '{written}' (looked for {path}).");
    }

    private static string? FullPath(string written, string from) =>
        written.Length == 0 || written.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(written, Path.GetDirectoryName(from)!);

    // Looks at lines, not at syntax: a cached script must not cost a start of the compiler. A line inside a comment reads a file too many.
    private void ReadNamedIn(string file, byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes, writable: false), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        foreach (Match line in LoadLine().Matches(reader.ReadToEnd()))
        {
            if (FullPath(line.Groups[1].Value, file) is { } path && path != _script && !_files.ContainsKey(path) && Content(path) is { } content)
            {
                _files.Add(path, content);
                ReadNamedIn(path, content);
            }
        }
    }

    private byte[]? Content(string path)
    {
        if (Path.GetRelativePath(_folder, path) is var relative && (Path.IsPathRooted(relative) || relative.Split(Path.DirectorySeparatorChar)[0] == ".."))
        {
            _problems[path] = $"A loaded file lies in the folder of the script ({_folder}) or below it; {path} does not.";
            return null;
        }

        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > ScriptSource.MaximumLength and var length })
            {
                _problems[path] = $"The file has {length} bytes; a script has at most {ScriptSource.MaximumLength}.";
                return null;
            }

            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems[path] = $"The file cannot be read: {e.Message}";
            return null;
        }
    }

    [GeneratedRegex("""^[ \t]*#[ \t]*load[ \t]+"([^"\r\n]*)"[ \t]*""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LoadLine();
}
