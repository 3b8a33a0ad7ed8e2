using System.Text;
using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>
/// Makes a data set or adds symbols, kinds and days to one. Nothing of it is seen in the folder before <see cref="Commit"/>, and nothing at all when
/// it fails or is disposed before: the manifest, which is replaced last, decides what a data set holds.
/// </summary>
public sealed class DataSetWriter : IDisposable
{
    private readonly StagingFolder _staging;
    private readonly Func<string, Stream> _openFile;
    private readonly Dictionary<(string Symbol, MarketEventKind Kind), EventAppender> _appenders = [];
    private readonly List<Instrument> _newInstruments = [];
    private readonly List<SourceNote> _sources = [];
    private readonly List<DayFileEntry> _replaced = [];

    /// <param name="folder">The data set's folder: absent, empty, or a data set.</param>
    /// <exception cref="DataSetException">The folder holds something else.</exception>
    /// <exception cref="IOException">Another process is writing to it, or it cannot be written.</exception>
    public DataSetWriter(string folder)
        : this(folder, path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
    {
    }

    internal DataSetWriter(string folder, Func<string, Stream> openFile)
    {
        Folder = folder;
        _openFile = openFile;
        if (File.Exists(folder))
            throw new DataSetException($"{folder}: is a file; expected a folder.");
        _staging = new StagingFolder(folder);
        try
        {
            Existing = ReadExisting(folder);
        }
        catch
        {
            _staging.Dispose();
            throw;
        }
    }

    public string Folder { get; }

    /// <summary>Whether a day that the data set has already, and a source of the same name, symbol and kind, take the place of what is there. Else such a day is refused.</summary>
    internal bool ReplacesDays { get; init; }

    /// <summary>Whether new days say in which order events of the same time came.</summary>
    internal bool KeepsArrival { get; init; }

    /// <summary>What the folder held before, or <see langword="null"/>.</summary>
    public DataSetManifest? Existing { get; }

    /// <summary>A folder for what is needed only while writing; gone with the writer.</summary>
    internal string SpillPath => _staging.SpillPath;

    /// <summary>States the rules of a symbol's contract; the same again is no change.</summary>
    /// <exception cref="DataSetException">The data set has other rules for that symbol.</exception>
    public void AddInstrument(Instrument instrument)
    {
        var known = Existing?.Instruments.Concat(_newInstruments).FirstOrDefault(i => i.Symbol == instrument.Symbol);
        if (known is null)
        {
            _newInstruments.Add(instrument);
        }
        else if (ReplacesDays && InstrumentRules.MeasureAlike(known, instrument))
        {
            _newInstruments.Add(instrument);
        }
        else if (known != instrument)
        {
            throw new DataSetException(
                $"{Folder} already has the instrument {instrument.Symbol} with other rules. It has:\n{InstrumentJson.Format(known)}given was:\n{InstrumentJson.Format(instrument)}"
                + "Give the same rules, or import into another folder.");
        }
    }

    /// <summary>Whether the rules of that symbol's contract are known.</summary>
    public bool HasInstrument(string symbol) => (Existing?.Instruments.Concat(_newInstruments) ?? _newInstruments).Any(i => i.Symbol == symbol);

    /// <summary>Takes the events of one symbol and kind.</summary>
    public EventAppender Append(string symbol, MarketEventKind kind)
    {
        if (!HasInstrument(symbol))
            throw new InvalidOperationException($"The instrument {symbol} comes before its events.");
        if (!_appenders.TryGetValue((symbol, kind), out var appender))
            _appenders.Add((symbol, kind), appender = new EventAppender(this, symbol, kind));
        return appender;
    }

    public void AddSource(SourceNote source) => _sources.Add(source);

    /// <summary>Makes everything added part of the data set, at once.</summary>
    /// <exception cref="IOException">Writing failed; the data set is left as it was.</exception>
    public void Commit()
    {
        var added = _appenders.Values.SelectMany(a => a.Finish()).ToList();
        var manifest = new DataSetManifest
        {
            Instruments = [.. (Existing?.Instruments ?? []).Where(i => _newInstruments.TrueForAll(n => n.Symbol != i.Symbol)).Concat(_newInstruments).OrderBy(i => i.Symbol, StringComparer.Ordinal)],
            Files = [.. (Existing?.Files ?? []).Except(_replaced).Concat(added).OrderBy(f => f.Symbol, StringComparer.Ordinal).ThenBy(f => f.Kind).ThenBy(f => f.FirstTime)],
            Sources = [.. (Existing?.Sources ?? []).Where(s => !ReplacesDays || !_sources.Exists(n => IsSame(n, s))), .. _sources],
        };
        var stagedManifest = Path.Combine(_staging.FilesPath, ManifestFile.Name);
        WriteManifest(stagedManifest, ManifestFile.Format(manifest).Text);
        if (Existing is null)
            MoveWhole();
        else
            MoveFiles(added, stagedManifest);
        // The manifest no longer names them; one that a reader still has open goes when it is closed.
        foreach (var entry in _replaced)
            File.Delete(Path.Combine(Folder, entry.Path));
    }

    public void Dispose()
    {
        foreach (var appender in _appenders.Values)
            appender.Dispose();
        _staging.Dispose();
    }

    internal void Replace(DayFileEntry entry) => _replaced.Add(entry);

    internal DayFileWriter CreateFile(MarketEventKind kind, string path)
    {
        var staged = Path.Combine(_staging.FilesPath, path);
        Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
        return new DayFileWriter(kind, _openFile(staged), staged, KeepsArrival);
    }

    private static bool IsSame(SourceNote a, SourceNote b) => a.Name == b.Name && a.Symbol == b.Symbol && a.Kind == b.Kind;

    private static DataSetManifest? ReadExisting(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            return null;
        if (!File.Exists(Path.Combine(folder, ManifestFile.Name)))
            throw new DataSetException($"{folder}: is not empty and has no {ManifestFile.Name}; expected a data set, an empty folder or none.");
        return ManifestFile.Read(folder).Manifest;
    }

    private void WriteManifest(string path, string text)
    {
        using var stream = new HashingStream(_openFile(path), path);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush();
    }

    private void MoveWhole()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder);
        Directory.Move(_staging.FilesPath, Folder);
    }

    private void MoveFiles(List<DayFileEntry> added, string stagedManifest)
    {
        var moved = new List<string>();
        try
        {
            foreach (var entry in added)
            {
                var target = Path.Combine(Folder, entry.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(Path.Combine(_staging.FilesPath, entry.Path), target, overwrite: true);
                moved.Add(target);
            }

            File.Move(stagedManifest, Path.Combine(Folder, ManifestFile.Name), overwrite: true);
        }
        catch
        {
            moved.ForEach(File.Delete);
            throw;
        }
    }
}
