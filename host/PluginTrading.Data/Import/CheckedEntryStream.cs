using System.Globalization;
using System.IO.Hashing;

namespace PluginTrading.Data.Import;

/// <summary>Passes on the unpacked bytes of a file in a zip and compares their length and CRC-32 with what the zip says at their end.</summary>
/// <param name="inner">Gives the unpacked bytes; disposed with this stream.</param>
/// <param name="length">How many there should be.</param>
/// <param name="crc">Their CRC-32.</param>
internal sealed class CheckedEntryStream(Stream inner, long length, uint crc) : Stream
{
    private readonly Crc32 _crc = new();
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The bytes are not those that were packed.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        _crc.Append(buffer.AsSpan(offset, read));
        _read += read;
        if (read == 0 && count > 0)
            Check();
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Check()
    {
        var found = _crc.GetCurrentHashAsUInt32();
        if (_read != length)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it unpacks to {_read} bytes instead of {length}"));
        if (found != crc)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its CRC-32 is {found:x8} instead of {crc:x8}"));
    }
}
