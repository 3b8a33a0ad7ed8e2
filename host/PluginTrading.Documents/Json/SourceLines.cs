using System.Text;
using System.Text.Json;

namespace PluginTrading.Documents.Json;

/// <summary>The lines of a document as messages may show them: secrets masked, long ones left out.</summary>
internal sealed class SourceLines
{
    /// <summary>Longest line that is shown, bytes.</summary>
    private const int LongestShown = 400;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly List<int> _starts = [0];
    private readonly List<SourceValue> _secrets = [];
    private readonly bool _parsed;

    /// <summary>The lines of <paramref name="text"/>; without a root (the text is no JSON) a line that may hold a secret is not shown at all.</summary>
    public SourceLines(ReadOnlyMemory<byte> text, SourceValue? root)
    {
        _text = text;
        _parsed = root is not null;
        for (var next = text.Span.IndexOf((byte)'\n'); next >= 0;)
        {
            _starts.Add(_starts[^1] + next + 1);
            next = text.Span[_starts[^1]..].IndexOf((byte)'\n');
        }

        if (root is not null)
            FindSecrets(root, insideSecret: false);
    }

    /// <summary>A line, from 1, without its line break; empty when there is none to show.</summary>
    public string this[int line]
    {
        get
        {
            if (line < 1 || line > _starts.Count)
                return "";
            var bytes = _text.Span[_starts[line - 1]..(line < _starts.Count ? _starts[line] - 1 : _text.Length)];
            if (bytes.Length > LongestShown)
                return "";
            var characters = Encoding.UTF8.GetString(bytes).TrimEnd('\r').ToCharArray();
            if (!_parsed && IsSecret(new string(characters)))
                return "";
            foreach (var secret in _secrets.Where(s => s.Start.Line == line))
                characters.AsSpan((secret.Start.Column - 1)..Math.Min(secret.End.Column - 1, characters.Length)).Fill('*');
            return new string(characters);
        }
    }

    /// <summary>Whether a member of this name may hold something that must not be shown.</summary>
    public static bool IsSecret(string name) => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] SecretWords = ["secret", "password", "passphrase", "token", "api_key", "apikey", "private_key", "access_key"];

    private void FindSecrets(SourceValue value, bool insideSecret)
    {
        if (insideSecret && value.Kind is (JsonValueKind.String or JsonValueKind.Number))
            _secrets.Add(value);
        foreach (var member in value.Members)
            FindSecrets(member.Value, insideSecret || IsSecret(member.Name));
        foreach (var item in value.Items)
            FindSecrets(item, insideSecret);
    }
}
