namespace Tarn.Format.Segments;

/// <summary>A write-only stream into a buffer of its caller; what does not fit is dropped, and that is remembered.</summary>
/// <param name="buffer">Where to write; stays the caller's.</param>
internal sealed class FixedBufferStream(Memory<byte> buffer) : Stream
{
    /// <summary>Bytes written so far.</summary>
    public int Written { get; private set; }

    /// <summary>Whether more was written than there was room for.</summary>
    public bool HasOverflowed { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => Written;

    /// <inheritdoc/>
    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (HasOverflowed || bytes.Length > buffer.Length - Written)
        {
            HasOverflowed = true;
            return;
        }
        bytes.CopyTo(buffer.Span[Written..]);
        Written += bytes.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] bytes, int offset, int count) => Write(bytes.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
