using System.Text;

namespace PluginTrading.Documents.Json;

/// <summary>
/// A JSON file read strictly (no comments, trailing commas, NaN or repeated names), with the line and column of every value and name.
/// </summary>
internal sealed class JsonSource
{
    /// <summary>Largest document, bytes. Documents are written by people; a larger file is the wrong file.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>Most values in a document, which bounds the time and memory that checking it takes.</summary>
    public const int MaximumValues = 20_000;

    /// <summary>Deepest nesting.</summary>
    public const int MaximumDepth = 64;

    private readonly Dictionary<string, SourceValue> _byPath;
    private readonly SourceLines _lines;
    private readonly ReadOnlyMemory<byte> _text;

    internal JsonSource(ReadOnlyMemory<byte> text, SourceValue root, Dictionary<string, SourceValue> byPath)
    {
        _text = text;
        _lines = new SourceLines(text, root);
        Root = root;
        _byPath = byPath;
    }

    public SourceValue Root { get; }

    /// <summary>The value at a path as <see cref="SourceValue.Path"/> writes it, or its nearest ancestor that exists.</summary>
    public SourceValue Nearest(string path)
    {
        while (true)
        {
            if (_byPath.TryGetValue(path, out var value))
                return value;
            var cut = path.LastIndexOfAny(['.', '[']);
            if (cut <= 0)
                return Root;
            path = path[..cut];
        }
    }

    /// <summary>The member whose value is at <paramref name="path"/>, or <see langword="null"/> for items, the root and what is not there.</summary>
    public SourceMember? MemberAt(string path) =>
        _byPath.TryGetValue(path, out var value) ? value.Parent?.Members.Find(m => ReferenceEquals(m.Value, value)) : null;

    /// <summary>The text of a line, from 1, without its line break; secrets are masked, a very long line is empty.</summary>
    public string Line(int line) => _lines[line];

    /// <summary>The whole text, secrets included: not for messages.</summary>
    public string Text => Encoding.UTF8.GetString(_text.Span);

    /// <summary>The path of a member of the value at <paramref name="parent"/>.</summary>
    public static string PathOf(string parent, string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$')
            ? $"{parent}.{name}"
            : $"{parent}['{SourceValue.Printable(name).Replace("'", "\\'", StringComparison.Ordinal)}']";

    /// <summary>The path of an item of the value at <paramref name="parent"/>.</summary>
    public static string PathOf(string parent, int index) => $"{parent}[{index}]";
}
