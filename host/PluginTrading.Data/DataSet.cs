using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data;

/// <summary>A folder of recorded market data: instruments and events by symbol, kind and UTC day.</summary>
public sealed class DataSet
{
    private DataSet(string folder, DataSetManifest manifest, string digest)
    {
        Folder = folder;
        Manifest = manifest;
        Digest = digest;
    }

    public string Folder { get; }

    public DataSetManifest Manifest { get; }

    /// <summary>SHA-256 over the manifest, and through it over every file; lower-case hex. Results name it.</summary>
    public string Digest { get; }

    /// <summary>In order of symbol.</summary>
    public IReadOnlyList<Instrument> Instruments => Manifest.Instruments;

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Symbols => [.. Manifest.Instruments.Select(i => i.Symbol)];

    /// <summary>Time of the first event; <see langword="null"/> when there is none.</summary>
    public Timestamp? FirstTime => Manifest.Files.Count == 0 ? null : Manifest.Files.Min(f => f.FirstTime);

    /// <summary>Time of the last event; <see langword="null"/> when there is none.</summary>
    public Timestamp? LastTime => Manifest.Files.Count == 0 ? null : Manifest.Files.Max(f => f.LastTime);

    /// <summary>Number of events of all symbols and kinds.</summary>
    public long EventCount => Manifest.Files.Sum(f => f.Rows);

    /// <summary>Opens a data set: reads its manifest. Each day file is checked when it is replayed.</summary>
    /// <exception cref="DataSetException">There is none in that folder, or its manifest is damaged.</exception>
    public static DataSet Open(string folder)
    {
        var (manifest, digest) = ManifestFile.Read(folder);
        return new DataSet(folder, manifest, digest);
    }

    /// <exception cref="DataSetException">There is no such symbol.</exception>
    public Instrument Instrument(string symbol) => Instruments.FirstOrDefault(i => i.Symbol == symbol)
        ?? throw new DataSetException($"{Folder}: has no symbol {symbol}; it has: {string.Join(", ", Symbols)}.");

    /// <summary>Number of events of one symbol and kind.</summary>
    public long Count(string symbol, MarketEventKind kind) => Files(symbol, kind).Sum(f => f.Rows);

    /// <summary>Whether some trades of the symbol were made up from klines; results say so.</summary>
    public bool IsFromKlines(string symbol) => Manifest.Sources.Any(s => s.Symbol == symbol && s.FromKlines);

    /// <summary>Files of one symbol and kind, in order of time.</summary>
    public IEnumerable<DayFileEntry> Files(string symbol, MarketEventKind kind) => Manifest.Files.Where(f => f.Symbol == symbol && f.Kind == kind);

    /// <summary>Compares every file with its SHA-256 in the manifest.</summary>
    /// <param name="progress">Told of each file after it was read.</param>
    /// <param name="cancellationToken">Stops it between blocks of a file.</param>
    /// <returns>What is wrong, one text per damaged file; empty when all is well.</returns>
    public IReadOnlyList<string> Verify(IProgress<DayFileEntry>? progress, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var entry in Manifest.Files)
        {
            try
            {
                DayFile.Verify(Folder, entry, cancellationToken);
            }
            catch (DataSetException exception)
            {
                problems.Add(exception.Message);
            }

            progress?.Report(entry);
        }

        return problems;
    }
}
