using System.Globalization;
using System.Text;
using System.Text.Json;
using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Json;

/// <summary>Reads bytes into a <see cref="JsonSource"/> and reports what is not strict JSON, each with its line and column.</summary>
internal sealed class JsonSourceReader
{
    private readonly ReadOnlyMemory<byte> _text;
    private readonly PositionCounter _positions;
    private readonly DiagnosticList _diagnostics;
    private readonly Dictionary<string, SourceValue> _byPath = [];
    private string _path = "$";
    private SourceLines? _lines;
    private bool _unreadableValues;

    private JsonSourceReader(ReadOnlyMemory<byte> text, DiagnosticList diagnostics)
    {
        _text = text;
        _positions = new PositionCounter(text);
        _diagnostics = diagnostics;
    }

    /// <summary>Reads a file; <see langword="null"/> and diagnostics when it cannot be opened or is not JSON.</summary>
    public static JsonSource? ReadFile(string path, DiagnosticList diagnostics)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.CanSeek && stream.Length > JsonSource.MaximumBytes)
            {
                diagnostics.ErrorAt(DiagnosticRule.TooLarge, new(1, 1), "", TooLong(stream.Length.ToString("N0", CultureInfo.InvariantCulture)));
                return null;
            }

            var buffer = new byte[JsonSource.MaximumBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Read(buffer.AsMemory(0, length), diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            var reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : Directory.Exists(path) ? "it is a folder" : exception.Message;
            diagnostics.ErrorAt(DiagnosticRule.Unreadable, new(1, 1), "", $"cannot read the file: {reason}");
            return null;
        }
    }

    /// <summary>Reads JSON text; <see langword="null"/> and diagnostics when it is not JSON.</summary>
    public static JsonSource? Read(ReadOnlyMemory<byte> text, DiagnosticList diagnostics)
    {
        if (text.Length > JsonSource.MaximumBytes)
        {
            diagnostics.ErrorAt(DiagnosticRule.TooLarge, new(1, 1), "", TooLong($"more than {text.Length - 1:N0}"));
            return null;
        }

        if (text.Span.StartsWith(Encoding.UTF8.Preamble))
            text = text[Encoding.UTF8.Preamble.Length..];
        return new JsonSourceReader(text, diagnostics).Read();
    }

    private static string TooLong(string length) =>
        $"the file has {length} bytes; a document has at most {JsonSource.MaximumBytes.ToString("N0", CultureInfo.InvariantCulture)}";

    private JsonSource? Read()
    {
        if (FirstInvalidByte() is { } invalid)
        {
            var hint = _text.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? "; the file looks like UTF-16, save it as UTF-8" : "";
            Fail(DiagnosticRule.NotUtf8, _positions.At(invalid), $"byte 0x{_text.Span[invalid]:X2} is not valid UTF-8{hint}");
            return null;
        }

        var reader = new Utf8JsonReader(_text.Span, new JsonReaderOptions { MaxDepth = JsonSource.MaximumDepth + 1 });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, null, "$");
            reader.Read();
            var source = new JsonSource(_text, root, _byPath);
            _diagnostics.Source = source;
            // A repeated name is an error, but what stands first can still be checked.
            return _unreadableValues ? null : source;
        }
        catch (JsonException exception)
        {
            Fail(DiagnosticRule.NotJson, SyntaxPosition(exception), SyntaxMessage(exception));
        }
        catch (DocumentTooLargeException exception)
        {
            Fail(DiagnosticRule.TooLarge, _positions.At((int)reader.TokenStartIndex), exception.Message);
        }

        return null;
    }

    private SourceValue ReadValue(ref Utf8JsonReader reader, SourceValue? parent, string path)
    {
        _path = path;
        if (_byPath.Count >= JsonSource.MaximumValues)
            throw new DocumentTooLargeException($"the document has more than {JsonSource.MaximumValues.ToString("N0", CultureInfo.InvariantCulture)} values");
        if (reader.CurrentDepth >= JsonSource.MaximumDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw new DocumentTooLargeException($"objects and lists are nested deeper than {JsonSource.MaximumDepth}");
        var start = _positions.At((int)reader.TokenStartIndex);
        var value = new SourceValue
        {
            Kind = KindOf(reader.TokenType),
            Path = path,
            Parent = parent,
            Start = start,
            End = _positions.At((int)reader.BytesConsumed),
            Text = reader.TokenType switch
            {
                JsonTokenType.String => Text(ref reader, start),
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                _ => "",
            },
        };
        _byPath.TryAdd(path, value);
        if (value.Kind == JsonValueKind.Number && !double.IsFinite(value.Double()))
            Fail(DiagnosticRule.NumberNotHeld, start, $"{value.Describe()} is too large a number");
        if (value.Kind == JsonValueKind.Object)
            ReadMembers(ref reader, value);
        else if (value.Kind == JsonValueKind.Array)
            ReadItems(ref reader, value);
        return value;
    }

    private void ReadMembers(ref Utf8JsonReader reader, SourceValue parent)
    {
        var first = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var start = _positions.At((int)reader.TokenStartIndex);
            var name = Text(ref reader, start);
            // The token of a name ends behind the colon; its closing quote is what counts.
            var end = _positions.At((int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
            var path = JsonSource.PathOf(parent.Path, name);
            reader.Read();
            if (first.TryGetValue(name, out var before))
            {
                Fail(DiagnosticRule.RepeatedName, start, $"'{SourceValue.Printable(name)}' is already given in line {before.Line}, column {before.Column}", path);
                reader.Skip();
                continue;
            }

            first.Add(name, start);
            parent.Members.Add(new SourceMember(name, start, end, ReadValue(ref reader, parent, path)));
            _path = parent.Path;
        }
    }

    private void ReadItems(ref Utf8JsonReader reader, SourceValue parent)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            parent.Items.Add(ReadValue(ref reader, parent, JsonSource.PathOf(parent.Path, parent.Items.Count)));
            _path = parent.Path;
        }
    }

    /// <summary>A string's characters; an escaped half of a surrogate pair is reported and read as empty.</summary>
    private string Text(ref Utf8JsonReader reader, SourcePosition start)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            Fail(DiagnosticRule.NotJson, start, "a \\u escape in this text is half of a surrogate pair");
            return "";
        }
    }

    private int? FirstInvalidByte()
    {
        var bytes = _text.Span;
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return null;
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            offset += consumed;
        return offset;
    }

    private SourcePosition SyntaxPosition(JsonException exception)
    {
        // JsonException counts lines and bytes of a line from 0.
        var line = (int)(exception.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++)
            start += _text.Span[start..].IndexOf((byte)'\n') + 1;
        var end = Math.Min(_text.Length, start + (int)(exception.BytePositionInLine ?? 0));
        return new SourcePosition(line + 1, Encoding.UTF8.GetCharCount(_text.Span[start..end]) + 1);
    }

    private string SyntaxMessage(JsonException exception)
    {
        if (_text.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return "the file is empty";
        var message = exception.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = cut >= 0 ? message[..cut] : message;
        message = message.Replace(" Change the reader options.", "", StringComparison.Ordinal)
            .Replace(" which is not supported in this mode", ", which JSON does not allow", StringComparison.Ordinal);
        if (message.StartsWith("'/'", StringComparison.Ordinal))
            return "JSON has no comments";
        return message.StartsWith("'N'", StringComparison.Ordinal) || message.StartsWith("'I'", StringComparison.Ordinal)
            ? message + " NaN and Infinity are not JSON numbers."
            : message;
    }

    private void Fail(DiagnosticRule rule, SourcePosition position, string message, string? path = null)
    {
        _unreadableValues |= rule != DiagnosticRule.RepeatedName;
        _diagnostics.ErrorAt(rule, position, path ?? (rule == DiagnosticRule.NotJson ? "" : _path), message, (_lines ??= new SourceLines(_text, null))[position.Line]);
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        JsonTokenType.Null => JsonValueKind.Null,
        _ => throw new JsonException($"{token} is no value."),
    };

    private sealed class DocumentTooLargeException(string message) : Exception(message);
}
