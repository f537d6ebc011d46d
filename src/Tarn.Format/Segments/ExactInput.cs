namespace Tarn.Format.Segments;

/// <summary>
/// A read-only stream over bytes of its caller that can tell whether a decompressor took exactly all of them. The last
/// byte is given alone, so that a decompressor which is done before never asks for it.
/// </summary>
/// <param name="bytes">What to read; stays the caller's.</param>
internal sealed class ExactInput(ReadOnlyMemory<byte> bytes) : Stream
{
    private int _position;
    private bool _askedForMore;

    /// <summary>Whether every byte was read, and nothing asked for beyond them.</summary>
    public bool IsUsedUp => _position == bytes.Length && !_askedForMore;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var left = bytes.Length - _position;
        if (left == 0)
        {
            _askedForMore = true;
            return 0;
        }
        var count = Math.Min(buffer.Length, Math.Max(1, left - 1));
        bytes.Span.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
