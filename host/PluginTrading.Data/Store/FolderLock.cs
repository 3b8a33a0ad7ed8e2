namespace PluginTrading.Data.Store;

/// <summary>A working folder that one process at a time has: whoever holds the file <c>lock</c> in it.</summary>
internal sealed class FolderLock
{
    private readonly string _folder;
    private readonly FileStream _file;

    private FolderLock(string folder, FileStream file)
    {
        _folder = folder;
        _file = file;
    }

    /// <summary>The hidden folder beside a data set, <c>.NAME</c> with an ending. A link to a data set has the same as the data set.</summary>
    /// <exception cref="DataSetException">The data set's folder is the root of a disk.</exception>
    public static string PathBeside(string dataSetFolder, string ending)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataSetFolder));
        if (new DirectoryInfo(full) is { Exists: true } folder && folder.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            full = Path.TrimEndingDirectorySeparator(target.FullName);
        var parent = Path.GetDirectoryName(full) ?? throw new DataSetException($"{full}: is the root of a disk; expected a folder in it.");
        return Path.Combine(parent, $".{Path.GetFileName(full)}{ending}");
    }

    /// <summary>Makes the folder where it is missing and takes it.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="refusal">What to say when another process has it, from the path of the lock.</param>
    /// <exception cref="IOException">Another process has it, or it cannot be made.</exception>
    public static FolderLock Take(string folder, Func<string, string> refusal)
    {
        var path = Path.Combine(folder, "lock");
        while (true)
        {
            Directory.CreateDirectory(folder);
            try
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                // Between opening and locking it, its holder may have deleted it: then this is a lock of nothing.
                if (File.Exists(path))
                    return new FolderLock(folder, file);
                file.Dispose();
            }
            catch (DirectoryNotFoundException)
            {
                // Its holder has just deleted the folder.
            }
            catch (IOException exception)
            {
                throw new IOException(refusal(path), exception);
            }
        }
    }

    /// <summary>Lets go of the folder.</summary>
    /// <param name="isEmpty">Whether it goes, with all that is in it.</param>
    public void Release(bool isEmpty)
    {
        // Where an open file can be deleted, nobody can take the folder before it is gone.
        if (isEmpty && !OperatingSystem.IsWindows())
            Directory.Delete(_folder, recursive: true);
        _file.Dispose();
        if (isEmpty && OperatingSystem.IsWindows())
            Directory.Delete(_folder, recursive: true);
    }
}
