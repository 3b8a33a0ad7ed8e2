using System.Globalization;
using System.Text.Json;

namespace PluginTrading.Documents.Json;

/// <summary>One value of a JSON text together with where it stands. Lines and columns count from 1; columns are UTF-16 code units.</summary>
internal sealed class SourceValue
{
    public required JsonValueKind Kind { get; init; }

    /// <summary>JSONPath from the root, as in <c>$.signal_detection.conditions[0].operator</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The object or array that holds it; <see langword="null"/> for the root.</summary>
    public required SourceValue? Parent { get; init; }

    /// <summary>Where its first character is.</summary>
    public required SourcePosition Start { get; init; }

    /// <summary>Just behind its last character; for an object or array, behind its opening bracket.</summary>
    public required SourcePosition End { get; init; }

    /// <summary>A string's characters, or a number as it is written; empty for the rest.</summary>
    public string Text { get; init; } = "";

    /// <summary>An object's members, in written order.</summary>
    public List<SourceMember> Members { get; } = [];

    /// <summary>An array's items.</summary>
    public List<SourceValue> Items { get; } = [];

    /// <summary>The value of a member, or <see langword="null"/> when there is none.</summary>
    public SourceValue? this[string name] => Member(name)?.Value;

    public SourceMember? Member(string name) => Members.Find(m => m.Name == name);

    /// <summary>A number as <see cref="double"/>; finite, because the reader refuses others.</summary>
    public double Double() => Kind == JsonValueKind.Number
        ? double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"{Path} is {Describe()}, not a number.");

    /// <summary>How a message shows it: the value itself when it is short, else what kind it is.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => Text.Length <= 60 ? $"the text \"{Printable(Text)}\"" : $"a text of {Text.Length} characters",
        JsonValueKind.Number => Text.Length <= 40 ? Text : $"a number of {Text.Length} characters",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>The value as JSON text without white space, numbers as they were written.</summary>
    public string ToJson() => Kind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', Members.Select(m => $"{Quoted(m.Name)}:{m.Value.ToJson()}")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', Items.Select(i => i.ToJson())) + "]",
        JsonValueKind.String => Quoted(Text),
        JsonValueKind.Number => Text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>Text with control characters escaped, so that a message stays on its line.</summary>
    public static string Printable(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))
        : text;
}

/// <summary>A name and a value in an object.</summary>
internal sealed record SourceMember(string Name, SourcePosition NameStart, SourcePosition NameEnd, SourceValue Value);

/// <summary>A place in a text; both from 1.</summary>
internal readonly record struct SourcePosition(int Line, int Column);
