using PluginTrading.Data.Store;

namespace PluginTrading.Data.Recording;

/// <summary>
/// The hidden folder beside a data set, <c>.NAME.collect</c>, where what is recorded lies until its day is made into day files. One process at a time has
/// it. A process that is killed leaves it for the next one.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    private const string Extension = ".spill";

    private readonly FileStream _lock;

    /// <exception cref="IOException">Another process has it, or it cannot be made.</exception>
    public SpillFolder(string dataSetFolder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataSetFolder));
        var parent = Path.GetDirectoryName(full) ?? throw new DataSetException($"{full}: is the root of a disk; expected a folder in it.");
        FullPath = Path.Combine(parent, $".{Path.GetFileName(full)}.collect");
        Directory.CreateDirectory(FullPath);
        try
        {
            _lock = new FileStream(Path.Combine(FullPath, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"{dataSetFolder}: another process is collecting into it (it holds {Path.Combine(FullPath, "lock")}); stop that first.", exception);
        }
    }

    public string FullPath { get; }

    /// <summary>Spills that are there, oldest day first.</summary>
    public IReadOnlyList<string> Spills => [.. Directory.GetFiles(FullPath, "*" + Extension).Order(StringComparer.Ordinal)];

    public string PathOf(UtcDay day) => Path.Combine(FullPath, day + Extension);

    /// <summary>Gone when nothing is left in it.</summary>
    public void Dispose()
    {
        var isEmpty = Spills.Count == 0;
        _lock.Dispose();
        if (isEmpty)
            Directory.Delete(FullPath, recursive: true);
    }

    /// <summary>Lets go as a killed process does.</summary>
    public void Abandon() => _lock.Dispose();
}
