using PluginTrading.Data.Store;

namespace PluginTrading.Data.Recording;

/// <summary>
/// The hidden folder beside a data set, <c>.NAME.collect</c>, where what is recorded lies until its day is made into day files. One process at a time has
/// it. A process that is killed leaves it for the next one.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    private const string Extension = ".spill";

    private readonly FolderLock _lock;

    /// <exception cref="IOException">Another process has it, or it cannot be made.</exception>
    public SpillFolder(string dataSetFolder)
    {
        FullPath = PathBeside(dataSetFolder);
        _lock = FolderLock.Take(FullPath, held => $"{dataSetFolder}: another process is collecting into it (it holds {held}); stop that first.");
    }

    public string FullPath { get; }

    /// <summary>Spills that are there, oldest day first.</summary>
    public IReadOnlyList<string> Spills => [.. Directory.GetFiles(FullPath, "*" + Extension).Order(StringComparer.Ordinal)];

    public string PathOf(UtcDay day) => Path.Combine(FullPath, day + Extension);

    /// <summary>Whether what was recorded of a day waits beside a data set to become part of it.</summary>
    public static bool Has(string dataSetFolder, UtcDay day) => File.Exists(Path.Combine(PathBeside(dataSetFolder), day + Extension));

    /// <summary>Gives a spill a name under which nothing takes it for one.</summary>
    /// <returns>Where it is now.</returns>
    public static string SetAside(string spill)
    {
        for (var number = 1; ; number++)
        {
            var target = FormattableString.Invariant($"{spill}.damaged{number}");
            if (File.Exists(target))
                continue;
            File.Move(spill, target);
            return target;
        }
    }

    /// <summary>Gone when nothing is left in it.</summary>
    public void Dispose()
    {
        foreach (var unfinished in Directory.GetFiles(FullPath, "*" + Extension + ".new"))
            File.Delete(unfinished);
        _lock.Release(isEmpty: Directory.GetFileSystemEntries(FullPath).Length == 1);
    }

    /// <summary>Lets go as a killed process does.</summary>
    public void Abandon() => _lock.Release(isEmpty: false);

    private static string PathBeside(string dataSetFolder) => FolderLock.PathBeside(dataSetFolder, ".collect");
}
