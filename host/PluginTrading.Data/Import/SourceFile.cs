using System.IO.Compression;

namespace PluginTrading.Data.Import;

/// <summary>A file to import, or one file in a zip; plain or gzip is told by its first bytes.</summary>
internal sealed class SourceFile
{
    private readonly string _path;
    private readonly string? _entry;

    private SourceFile(string path, string? entry)
    {
        _path = path;
        _entry = entry;
    }

    /// <summary>The path as given; in a zip with <c>!</c> and the name in it.</summary>
    public string Name => _entry is null ? _path : $"{_path}!{_entry}";

    /// <summary>The name without folders.</summary>
    public string ShortName => Path.GetFileName(_entry ?? _path);

    /// <summary>Bytes that reading it takes from the disk.</summary>
    public long Bytes { get; private init; }

    /// <summary>The files at a path: one, or each CSV or text file in a zip, in order of name.</summary>
    /// <exception cref="SourceProblemException">It is empty, or not plain text, gzip or zip, or a damaged zip, or one without a CSV file.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public static IReadOnlyList<SourceFile> At(string path)
    {
        if (Directory.Exists(path))
            throw Problem(path, "is a folder; expected a CSV file, plain, gzip or zip.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: does not exist; expected a CSV file, plain, gzip or zip.");
        Span<byte> start = stackalloc byte[6];
        using (var stream = File.OpenRead(path))
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.Length == 0)
            throw Problem(path, "is empty; expected a CSV file with a header line.");
        if (UnsupportedFormat(start) is { } format)
            throw Problem(path, $"is {format}; expected a CSV file, plain, gzip or zip.");
        return start.StartsWith("PK"u8) ? InZip(path) : [new SourceFile(path, null) { Bytes = new FileInfo(path).Length }];
    }

    /// <summary>Opens it for reading from the start, unpacked. Reading throws <see cref="InvalidDataException"/> where a compressed file is damaged or truncated.</summary>
    public SourceStream Open()
    {
        if (!AppContext.TryGetSwitch("System.IO.Compression.UseStrictValidation", out var isStrict) || !isStrict)
            throw new InvalidOperationException("The program must set System.IO.Compression.UseStrictValidation in its runtime configuration; without it the end of a truncated file looks like its end.");
        var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        if (_entry is not null)
        {
            var entry = new ZipArchive(file, ZipArchiveMode.Read).GetEntry(_entry)!;
            return new SourceStream(new CheckedEntryStream(entry.Open(), entry.Length, entry.Crc32), file);
        }

        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return new SourceStream(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, file);
    }

    private static List<SourceFile> InZip(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var sources = archive.Entries.Where(e => IsText(e.Name)).OrderBy(e => e.FullName, StringComparer.Ordinal)
                .Select(e => new SourceFile(path, e.FullName) { Bytes = e.CompressedLength }).ToList();
            return sources.Count > 0
                ? sources
                : throw Problem(path, $"has no file that ends in .csv, .txt or .tsv; it has: {string.Join(", ", archive.Entries.Select(e => e.FullName).Take(10))}.");
        }
        catch (InvalidDataException exception)
        {
            throw Problem(path, $"is a damaged or truncated zip ({exception.Message}); expected a whole one. Download it again.");
        }
    }

    private static SourceProblemException Problem(string path, string text) => new(new ImportProblem(path, 0, "", text, IsFatal: true));

    private static bool IsText(string name) => Path.GetExtension(name).ToLowerInvariant() is ".csv" or ".txt" or ".tsv";

    private static string? UnsupportedFormat(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("PAR1"u8) => "a Parquet file",
        _ when start.StartsWith("ARROW1"u8) => "an Arrow file",
        [0xfd, (byte)'7', (byte)'z', ..] => "compressed with xz",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "compressed with zstd",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "compressed with bzip2",
        [(byte)'7', (byte)'z', 0xbc, ..] => "a 7z archive",
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => "text in UTF-16; save it as UTF-8",
        _ => null,
    };
}

/// <summary>An open source: unpacked bytes, and how far the file on disk has been read.</summary>
internal sealed class SourceStream(Stream text, FileStream file) : IDisposable
{
    public Stream Text => text;

    public long BytesRead => file.Position;

    public void Dispose()
    {
        text.Dispose();
        file.Dispose();
    }
}
