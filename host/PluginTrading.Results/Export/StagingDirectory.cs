namespace PluginTrading.Results.Export;

/// <summary>
/// Where the files of one export grow until they are complete: a hidden directory <c>.NAME.export</c>, inside the target when that exists
/// (the same file system even at a mount point), else beside it. One process at a time has it; what one that was killed left is deleted.
/// </summary>
internal sealed class StagingDirectory : IDisposable
{
    private readonly string _target;
    private readonly string _root;
    private readonly string _files;
    private readonly bool _targetExisted;
    private readonly FileStream _lock;

    /// <exception cref="ResultFileException">The place is a file, another process is writing there, or nothing can be written.</exception>
    public StagingDirectory(string target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(_target))
            throw new ResultFileException(_target, "it is a file; expected a directory or a name that is free.");

        _targetExisted = Directory.Exists(_target);
        var parent = _targetExisted ? _target : Path.GetDirectoryName(_target)!;
        _root = Path.Combine(parent, $".{Path.GetFileName(_target)}.export");
        _files = Path.Combine(_root, "files");
        Guarded(() => Directory.CreateDirectory(_root));
        _lock = Lock();
        try
        {
            Guarded(ClearFiles);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string PathOf(string name) => Path.Combine(_files, name);

    /// <summary>Moves the files into the directory, the last one named last.</summary>
    public void Publish(IReadOnlyList<string> names) => Guarded(() =>
    {
        if (!_targetExisted && !Directory.Exists(_target))
        {
            Directory.Move(_files, _target);
            return 0;
        }

        // Without its summary the directory is seen to be in change.
        File.Delete(Path.Combine(_target, names[^1]));
        foreach (var name in names)
            File.Move(PathOf(name), Path.Combine(_target, name), overwrite: true);
        return 0;
    });

    public T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultFileException(_target, exception.Message, exception);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_files))
            Directory.Delete(_files, recursive: true);
        _lock.Dispose();
        if (!Directory.EnumerateFileSystemEntries(_root).Any())
            Directory.Delete(_root);
    }

    private FileStream Lock()
    {
        var path = Path.Combine(_root, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultFileException(_target, $"another process is writing to it (it holds {path}); wait until it has ended, or name another directory.", exception);
        }
    }

    private DirectoryInfo ClearFiles()
    {
        if (Directory.Exists(_files))
            Directory.Delete(_files, recursive: true);
        return Directory.CreateDirectory(_files);
    }
}
