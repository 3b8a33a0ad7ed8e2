namespace PluginTrading.Data.Tests.Recording;

/// <summary>A file on a disk with room for so many bytes more.</summary>
internal sealed class FullDisk(string path, long room) : FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0)
{
    private long _room = room;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var part = (int)Math.Min(buffer.Length, _room);
        base.Write(buffer[..part]);
        _room -= part;
        if (part < buffer.Length)
            throw new IOException("No space left on device") { HResult = 28 };
    }
}
