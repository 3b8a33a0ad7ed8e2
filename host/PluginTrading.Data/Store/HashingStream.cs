using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace PluginTrading.Data.Store;

/// <summary>Passes written bytes on and keeps their SHA-256 and XXH3; says in plain words when the disk is full.</summary>
/// <param name="inner">Takes the bytes; disposed with this stream.</param>
/// <param name="path">Where they go, for messages.</param>
internal sealed class HashingStream(Stream inner, string path) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly XxHash3 _checksum = new();
    private long _written;

    public override bool CanRead => false;

    /// <summary>The position can be asked for, as the Arrow writer does, but not changed.</summary>
    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _written;

    public override long Position { get => _written; set => throw new NotSupportedException(); }

    /// <summary>SHA-256 of what was written, lower-case hex. Call once, at the end.</summary>
    public string Digest() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <summary>XXH3 (64 bits) of what was written, 16 digits of lower-case hex.</summary>
    public string Checksum() => _checksum.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        DiskSpace.Guard(path, inner, buffer, static (stream, bytes) => stream.Write(bytes));
        _hash.AppendData(buffer);
        _checksum.Append(buffer);
        _written += buffer.Length;
    }

    /// <summary>Returns when the bytes are on the disk itself.</summary>
    public override void Flush() => DiskSpace.Guard(path, inner, [], static (stream, _) =>
    {
        if (stream is FileStream file)
            file.Flush(flushToDisk: true);
        else
            stream.Flush();
    });

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
