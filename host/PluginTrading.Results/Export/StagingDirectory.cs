namespace PluginTrading.Results.Export;

/// <summary>
/// Where the files of one export grow until they are complete: inside the directory when it exists (the same file system even at a
/// mount point), else beside it.
/// </summary>
internal sealed class StagingDirectory : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly bool _targetExisted;

    /// <exception cref="ResultFileException">The place is a file, or nothing can be written there.</exception>
    public StagingDirectory(string target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(_target))
            throw new ResultFileException(_target, "it is a file; expected a directory or a name that is free.");

        _targetExisted = Directory.Exists(_target);
        var parent = _targetExisted ? _target : Path.GetDirectoryName(_target)!;
        var number = 1;
        do
            _path = Path.Combine(parent, $".{Path.GetFileName(_target)}.partial-{Environment.ProcessId}-{number++}");
        while (Directory.Exists(_path));
        Guarded(() => Directory.CreateDirectory(_path));
    }

    public string PathOf(string name) => Path.Combine(_path, name);

    /// <summary>Moves the files into the directory, the last one named last.</summary>
    public void Publish(IReadOnlyList<string> names) => Guarded(() =>
    {
        if (!_targetExisted && !Directory.Exists(_target))
        {
            Directory.Move(_path, _target);
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
        if (Directory.Exists(_path))
            Directory.Delete(_path, recursive: true);
    }
}
