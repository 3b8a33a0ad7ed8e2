namespace PluginTrading.Data.Store;

/// <summary>
/// A hidden folder beside a data set, <c>.NAME.import</c>, in which files are written before they become part of it. One process at a time has it; what an
/// earlier process that was killed left in it is deleted. Gone on dispose.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly string _root;
    private readonly FileStream _lock;
    private readonly List<string> _newAncestors = [];

    /// <exception cref="IOException">Another process has it, or it cannot be made.</exception>
    public StagingFolder(string dataSetFolder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataSetFolder));
        var parent = Path.GetDirectoryName(full) ?? throw new DataSetException($"{full}: is the root of a disk; expected a folder in it.");
        _root = Path.Combine(parent, $".{Path.GetFileName(full)}.import");
        for (var ancestor = parent; ancestor is not null && !Directory.Exists(ancestor); ancestor = Path.GetDirectoryName(ancestor))
            _newAncestors.Add(ancestor);
        Directory.CreateDirectory(_root);
        try
        {
            _lock = new FileStream(Path.Combine(_root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"{dataSetFolder}: another process is writing to it (it holds {Path.Combine(_root, "lock")}); wait until it has ended.", exception);
        }

        foreach (var left in new[] { FilesPath, SpillPath }.Where(Directory.Exists))
            Directory.Delete(left, recursive: true);
        Directory.CreateDirectory(FilesPath);
    }

    /// <summary>Takes the files of the data set, at the paths they will have in it.</summary>
    public string FilesPath => Path.Combine(_root, "files");

    /// <summary>Takes what is needed only until the end.</summary>
    public string SpillPath => Path.Combine(_root, "spill");

    public void Dispose()
    {
        if (Directory.Exists(FilesPath))
            Directory.Delete(FilesPath, recursive: true);
        if (Directory.Exists(SpillPath))
            Directory.Delete(SpillPath, recursive: true);
        _lock.Dispose();
        Directory.Delete(_root, recursive: true);
        foreach (var ancestor in _newAncestors.Where(a => !Directory.EnumerateFileSystemEntries(a).Any()))
            Directory.Delete(ancestor);
    }
}
