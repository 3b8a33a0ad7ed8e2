using System.Security.Cryptography;
using System.Text.Json;
using PluginTrading.Documents.Sessions;
using PluginTrading.Service.Journal;

namespace PluginTrading.Service.Sessions;

/// <summary>Tells whether the files of a session's strategies are those with which it began.</summary>
internal static class StrategyDigests
{
    /// <summary>A digest of each strategy's file and of the scripts that it names, or the name of its plugin; by strategy name.</summary>
    public static IReadOnlyDictionary<string, string> Of(SessionDocument document) =>
        document.Strategies.ToDictionary(s => s.Definition.Name, s => s.File is { } file ? Of(file) : s.Plugin!);

    /// <summary>Strategies that are not those with which a session began, in the session's order.</summary>
    public static IReadOnlyList<ChangedStrategy> Changed(JournalHeader header, SessionDocument document)
    {
        var now = Of(document);
        return
        [
            .. document.Strategies.Where(s => header.StrategyDigests.GetValueOrDefault(s.Definition.Name) is { } then && then != now[s.Definition.Name])
                .Select(s => new ChangedStrategy(s.Definition.Name, s.File ?? s.Plugin!, header.StartedAt)),
        ];
    }

    private static string Of(string file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = File.ReadAllBytes(file);
        hash.AppendData(text);
        foreach (var script in Path.GetExtension(file) == ".json" ? Scripts(text) : [])
            hash.AppendData(File.ReadAllBytes(Path.GetFullPath(script, Path.GetDirectoryName(file)!)));
        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static List<string> Scripts(byte[] document)
    {
        var scripts = new List<string>();
        var reader = new Utf8JsonReader(document.AsSpan().StartsWith("\uFEFF"u8) ? document.AsSpan(3) : document, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("script"u8) && reader.Read() && reader.TokenType == JsonTokenType.String)
                scripts.Add(reader.GetString()!);
        }

        return scripts;
    }
}
