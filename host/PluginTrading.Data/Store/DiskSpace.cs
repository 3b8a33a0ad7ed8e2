namespace PluginTrading.Data.Store;

/// <summary>Recognises a full disk among the errors of writing.</summary>
internal static class DiskSpace
{
    public delegate void Write(Stream stream, ReadOnlySpan<byte> bytes);

    private const int UnixNoSpace = 28;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Writes; a full disk becomes an error that says so.</summary>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Guard(string path, Stream stream, ReadOnlySpan<byte> bytes, Write write)
    {
        try
        {
            write(stream, bytes);
        }
        catch (IOException exception) when (exception.HResult is UnixNoSpace or WindowsHandleDiskFull or WindowsDiskFull)
        {
            throw new IOException($"The disk is full: could not write {path}. The data set was left as it was; make room and try again.", exception);
        }
    }
}
