using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>Reads and writes <c>manifest.json</c>. The digest in it is the SHA-256 of the same text with an empty digest.</summary>
internal static class ManifestFile
{
    public const string Name = "manifest.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <exception cref="DataSetException">There is none, or it is not a manifest that this program can read.</exception>
    public static (DataSetManifest Manifest, string Digest) Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new DataSetException(Directory.Exists(folder)
                ? $"{folder}: has no {Name}; expected the folder of a data set. Make one with 'plugintrading data import' or 'plugintrading data generate'."
                : $"{folder}: {(File.Exists(folder) ? "is a file" : "does not exist")}; expected the folder of a data set. Make one with 'plugintrading data import' or 'plugintrading data generate'.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(document.RootElement, path);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DataSetException($"{path}: is not a manifest of a data set: {exception.Message}", exception);
        }
    }

    /// <summary>The text of a manifest, with its digest.</summary>
    public static (string Text, string Digest) Format(DataSetManifest manifest)
    {
        var digest = DigestOf(manifest);
        return (Serialize(manifest, digest), digest);
    }

    private static string DigestOf(DataSetManifest manifest) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Serialize(manifest, ""))));

    private static (DataSetManifest Manifest, string Digest) Parse(JsonElement root, string path)
    {
        var version = root.GetProperty("format_version").GetInt32();
        if (version != DataSetManifest.CurrentFormatVersion)
            throw new DataSetException($"{path}: has format version {version}; this program reads version {DataSetManifest.CurrentFormatVersion}. Import the data again.");
        var manifest = new DataSetManifest
        {
            Instruments = [.. root.GetProperty("instruments").EnumerateArray().Select(e => InstrumentJson.Read(e))],
            Files = [.. root.GetProperty("files").EnumerateArray().Select(e => ParseFile(e, path))],
            Sources = [.. root.GetProperty("sources").EnumerateArray().Select(e => ParseSource(e, path))],
        };
        if (manifest.Files.FirstOrDefault(f => manifest.Instruments.All(i => i.Symbol != f.Symbol)) is { } stray)
            throw new DataSetException($"{path}: lists '{stray.Path}' but no instrument {stray.Symbol}; expected one for each symbol.");
        var digest = root.GetProperty("digest").GetString()!;
        var expected = DigestOf(manifest);
        if (digest != expected)
            throw new DataSetException($"{path}: has the digest {digest}, but its content has {expected}; it was changed or damaged. Import the data again.");
        return (manifest, digest);
    }

    private static DayFileEntry ParseFile(JsonElement element, string path)
    {
        var entry = new DayFileEntry
        {
            Path = Text(element, "path"),
            Symbol = Text(element, "symbol"),
            Kind = ParseKind(element, path),
            Rows = element.GetProperty("rows").GetInt64(),
            FirstTime = ParseTime(element, "first_time", path),
            LastTime = ParseTime(element, "last_time", path),
            LongestGapNanoseconds = element.GetProperty("longest_gap_ns").GetInt64(),
            Bytes = element.GetProperty("bytes").GetInt64(),
            Xxh3 = Text(element, "xxh3"),
            Sha256 = Text(element, "sha256"),
        };
        if (entry.Rows < 1 || Revision(entry) is null)
            throw new DataSetException($"{path}: lists '{entry.Path}' with {entry.Rows} rows; expected at least one row and the path '{PathOf(entry.Symbol, entry.Kind, UtcDay.Of(entry.FirstTime))}'.");
        return entry;
    }

    /// <summary>Path of a day file from the data set's folder. A day that is replaced gets a new path, so that the old file serves until the manifest names the new one.</summary>
    /// <param name="symbol">Whose events.</param>
    /// <param name="kind">Which.</param>
    /// <param name="day">Of which day.</param>
    /// <param name="revision">How often the day was replaced.</param>
    public static string PathOf(string symbol, MarketEventKind kind, UtcDay day, int revision = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"{symbol}/{KindNames.Of(kind)}/{day}{(revision == 0 ? "" : $".{revision}")}.arrow");

    /// <summary>How often the day of that file was replaced, by its path; <see langword="null"/> when the path is none.</summary>
    public static int? Revision(DayFileEntry entry)
    {
        var parts = entry.Path.Split('.');
        var revision = parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return entry.Path == PathOf(entry.Symbol, entry.Kind, UtcDay.Of(entry.FirstTime), revision) ? revision : null;
    }

    private static SourceNote ParseSource(JsonElement element, string path) => new()
    {
        Symbol = Text(element, "symbol"),
        Kind = ParseKind(element, path),
        Name = Text(element, "name"),
        Note = Text(element, "note"),
        FromKlines = element.GetProperty("from_klines").GetBoolean(),
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()
        ?? throw new FormatException($"'{name}' is null; expected a text.");

    private static MarketEventKind ParseKind(JsonElement element, string path) => KindNames.Parse(Text(element, "kind"))
        ?? throw new DataSetException($"{path}: has the kind '{Text(element, "kind")}'; expected trades, quotes, marks or funding.");

    private static Timestamp ParseTime(JsonElement element, string name, string path)
    {
        var text = Text(element, name);
        return Timestamp.TryParse(text, out var time)
            ? time
            : throw new DataSetException($"{path}: '{name}' is '{text}'; expected a time as in 2021-01-14T21:00:00.000000000Z.");
    }

    private static string Serialize(DataSetManifest manifest, string digest)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format_version", DataSetManifest.CurrentFormatVersion);
            writer.WriteString("digest", digest);
            writer.WriteStartArray("instruments");
            foreach (var instrument in manifest.Instruments)
                InstrumentJson.Write(writer, instrument);
            writer.WriteEndArray();
            writer.WriteStartArray("files");
            foreach (var file in manifest.Files)
                Write(writer, file);
            writer.WriteEndArray();
            writer.WriteStartArray("sources");
            foreach (var source in manifest.Sources)
                Write(writer, source);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, DayFileEntry file)
    {
        writer.WriteStartObject();
        writer.WriteString("path", file.Path);
        writer.WriteString("symbol", file.Symbol);
        writer.WriteString("kind", KindNames.Of(file.Kind));
        writer.WriteNumber("rows", file.Rows);
        writer.WriteString("first_time", file.FirstTime.ToString());
        writer.WriteString("last_time", file.LastTime.ToString());
        writer.WriteNumber("longest_gap_ns", file.LongestGapNanoseconds);
        writer.WriteNumber("bytes", file.Bytes);
        writer.WriteString("xxh3", file.Xxh3);
        writer.WriteString("sha256", file.Sha256);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SourceNote source)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", source.Symbol);
        writer.WriteString("kind", KindNames.Of(source.Kind));
        writer.WriteString("name", source.Name);
        writer.WriteString("note", source.Note);
        writer.WriteBoolean("from_klines", source.FromKlines);
        writer.WriteEndObject();
    }
}
