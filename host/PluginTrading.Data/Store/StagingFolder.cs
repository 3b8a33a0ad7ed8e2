namespace PluginTrading.Data.Store;

/// <summary>
/// A hidden folder beside a data set, <c>.NAME.import</c>, in which files are written before they become part of it. One process at a time has it; what an
/// earlier process that was killed left in it is deleted. Gone on dispose.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly string _root;
    private readonly FolderLock _lock;
    private readonly List<string> _newAncestors = [];

    /// <exception cref="IOException">Another process has it, or it cannot be made.</exception>
    public StagingFolder(string dataSetFolder)
    {
        _root = FolderLock.PathBeside(dataSetFolder, ".import");
        for (var ancestor = Path.GetDirectoryName(_root); ancestor is not null && !Directory.Exists(ancestor); ancestor = Path.GetDirectoryName(ancestor))
            _newAncestors.Add(ancestor);
        _lock = FolderLock.Take(_root, held => $"{dataSetFolder}: another process is writing to it (it holds {held}); wait until it has ended.");
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
        _lock.Release(isEmpty: true);
        foreach (var ancestor in _newAncestors.Where(a => !Directory.EnumerateFileSystemEntries(a).Any()))
            Directory.Delete(ancestor);
    }
}
