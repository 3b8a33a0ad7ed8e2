using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>
/// Records live market data into a data set. Events go to a spill per UTC day beside it; a day becomes part of the data set when it is over, when recording
/// ends, or at the next start after the process was killed. One thread calls it; days that are over are made into files beside it.
/// </summary>
public sealed class MarketRecorder : IDisposable
{
    /// <summary>How long after midnight a day's late events are waited for.</summary>
    private const long Grace = 60 * Timestamp.PerSecond;

    private readonly SpillFolder _spills;
    private readonly SpillHead _head;
    private readonly Action<string> _log;
    private readonly Func<string, Stream> _openFile;
    private readonly Dictionary<UtcDay, SpillWriter> _open = [];
    private readonly HashSet<UtcDay> _over = [];
    private Task _conversion = Task.CompletedTask;
    private UtcDay _lastDay = new(int.MinValue);
    private SpillWriter? _lastWriter;
    private Timestamp? _earliest;
    private bool _isAbandoned;

    private MarketRecorder(string folder, SpillFolder spills, IReadOnlyList<Instrument> instruments, string source, Action<string> log, Func<string, Stream> openFile)
    {
        Folder = folder;
        _spills = spills;
        _head = new SpillHead(instruments, source);
        _log = log;
        _openFile = openFile;
        Instruments = instruments;
    }

    public string Folder { get; }

    /// <summary>The position is the symbol index of events.</summary>
    public IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>Events added so far.</summary>
    public long Events { get; private set; }

    /// <summary>Opens a data set for recording, or begins one. What a process that was killed has left becomes part of it first.</summary>
    /// <param name="folder">The data set's folder: absent, empty, or a data set.</param>
    /// <param name="instruments">What will be recorded.</param>
    /// <param name="source">Who records, for the manifest.</param>
    /// <param name="log">Takes a line for the log; from any thread.</param>
    /// <exception cref="DataSetException">The folder holds something else, or a data set with a contract that counts otherwise.</exception>
    /// <exception cref="IOException">Another process is writing to it, or it cannot be written.</exception>
    public static MarketRecorder Open(string folder, IReadOnlyList<Instrument> instruments, string source, Action<string> log) =>
        Open(folder, instruments, source, log, static path => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));

    internal static MarketRecorder Open(string folder, IReadOnlyList<Instrument> instruments, string source, Action<string> log, Func<string, Stream> openFile)
    {
        Check(folder, instruments);
        var spills = new SpillFolder(folder);
        try
        {
            var recorder = new MarketRecorder(folder, spills, instruments, source, log, openFile);
            foreach (var left in spills.Spills)
            {
                log($"a recording of {Path.GetFileNameWithoutExtension(left)} was broken off; what there is of it becomes part of {folder}");
                recorder.TakeIn(left);
            }

            return recorder;
        }
        catch
        {
            spills.Dispose();
            throw;
        }
    }

    /// <summary>Time of the last event of a symbol and kind that the data set holds; <see langword="null"/> when there is none.</summary>
    public Timestamp? LastTime(int symbolIndex, MarketEventKind kind)
    {
        if (!File.Exists(Path.Combine(Folder, ManifestFile.Name)))
            return null;
        var files = DataSet.Open(Folder).Files(Instruments[symbolIndex].Symbol, kind).ToList();
        return files.Count == 0 ? null : files[^1].LastTime;
    }

    /// <summary>Records an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="round">0 when it came live; else the number of the fetch that brought it.</param>
    /// <exception cref="IOException">The disk is full or cannot be written.</exception>
    public void Add(in MarketEvent e, int round = 0)
    {
        var day = UtcDay.Of(e.Time);
        if (_lastWriter is null || day != _lastDay)
            (_lastWriter, _lastDay) = (Writer(day), day);
        _lastWriter.Add(new SpillRow(e, round));
        if (_earliest is not { } earliest || e.Time < earliest)
            _earliest = e.Time;
        Events++;
    }

    /// <summary>Notes that events are missing.</summary>
    /// <exception cref="IOException">The disk is full or cannot be written.</exception>
    public void Add(RecordingGap gap) => Writer(UtcDay.Of(gap.To)).Add(gap, isFilled: false);

    /// <summary>Notes that the events of a gap are there after all.</summary>
    /// <exception cref="IOException">The disk is full or cannot be written.</exception>
    public void Fill(RecordingGap gap) => Writer(UtcDay.Of(gap.To)).Add(gap, isFilled: true);

    /// <summary>Hands what was added to the operating system, and lets days that are over become part of the data set. To be called every second or so.</summary>
    /// <exception cref="IOException">The disk is full or cannot be written.</exception>
    public void Flush()
    {
        foreach (var (day, writer) in _open.ToList())
        {
            writer.Flush();
            // By the earliest event since: one that is far ahead of the others ends no day.
            if (_earliest is { } time && day.Start.Nanoseconds + Timestamp.PerDay + Grace <= time.Nanoseconds)
                End(day, writer);
        }

        _earliest = null;
    }

    /// <summary>Makes all that was recorded part of the data set.</summary>
    /// <exception cref="IOException">The disk is full or cannot be written; what was recorded is kept for the next start.</exception>
    /// <exception cref="DataSetException">The data set was damaged meanwhile.</exception>
    public void Complete()
    {
        foreach (var (day, writer) in _open.ToList())
            Close(day, writer);
        _conversion.GetAwaiter().GetResult();
        foreach (var left in _spills.Spills)
            TakeIn(left);
    }

    /// <summary>Lets go of everything; what was not completed waits for the next start.</summary>
    public void Dispose()
    {
        if (_isAbandoned)
            return;
        foreach (var writer in _open.Values)
        {
            try
            {
                writer.Dispose();
            }
            catch (IOException exception)
            {
                _log($"the last events could not be written: {exception.Message}");
            }
        }

        _conversion.GetAwaiter().GetResult();
        _spills.Dispose();
    }

    /// <summary>Lets go of everything as a killed process does: what is buffered is lost.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        foreach (var writer in _open.Values)
            writer.Abandon();
        _conversion.GetAwaiter().GetResult();
        _spills.Abandon();
    }

    private static void Check(string folder, IReadOnlyList<Instrument> instruments)
    {
        using var writer = new DataSetWriter(folder) { ReplacesDays = true };
        foreach (var instrument in instruments)
            writer.AddInstrument(instrument);
    }

    private SpillWriter Writer(UtcDay day)
    {
        if (_open.TryGetValue(day, out var open))
            return open;
        // What becomes part of the data set just now is read from there again.
        if (_over.Contains(day))
            _conversion.GetAwaiter().GetResult();
        var path = _spills.PathOf(day);
        if (!File.Exists(path))
            Seed(day, path);
        var isNew = !File.Exists(path);
        var writer = new SpillWriter(path, _openFile);
        _open.Add(day, writer);
        if (isNew)
            writer.Begin(_head);
        else
            writer.Add(_head);
        return writer;
    }

    /// <summary>What the data set has of that day goes into the spill first, so that the spill alone makes the day.</summary>
    private void Seed(UtcDay day, string path)
    {
        if (!File.Exists(Path.Combine(Folder, ManifestFile.Name)))
            return;
        var data = DataSet.Open(Folder);
        var symbols = data.Manifest.Files.Where(f => UtcDay.Of(f.FirstTime) == day).Select(f => f.Symbol).Distinct().ToList();
        if (symbols.Count == 0)
            return;
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var writer = new SpillWriter(unfinished, _openFile))
        {
            writer.Begin(new SpillHead(symbols.Select(data.Instrument), ""));
            using var replay = new ReplayOfDay(data, symbols, day);
            replay.CopyTo(writer);
        }

        File.Move(unfinished, path);
    }

    private void Close(UtcDay day, SpillWriter writer)
    {
        _open.Remove(day);
        _lastWriter = null;
        writer.Dispose();
    }

    private void End(UtcDay day, SpillWriter writer)
    {
        Close(day, writer);
        _over.Add(day);
        var before = _conversion;
        _conversion = Task.Run(async () =>
        {
            await before.ConfigureAwait(false);
            Convert(day);
        });
    }

    /// <summary>A day that cannot be made into files now is kept and tried again at the end.</summary>
    private void Convert(UtcDay day)
    {
        var path = _spills.PathOf(day);
        try
        {
            TakeIn(path);
            _log($"{day} is complete");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DataSetException)
        {
            _log($"{day} could not be made part of the data set; what was recorded is kept in {path}: {exception.Message}");
        }
    }

    /// <summary>Makes a spill part of the data set. What cannot be read of it is kept.</summary>
    private void TakeIn(string spill)
    {
        if (new SpillConversion(spill).Run(Folder) is { } damage)
            _log($"{spill} is damaged at byte {damage}: what follows is not part of {Folder}; it is kept as {SpillFolder.SetAside(spill)}");
        else
            File.Delete(spill);
    }
}
