namespace Tarn.Format.Volumes;

/// <summary>
/// All volumes of an archive as one readable, seekable stream: what <c>cat</c> of them gives. Decompressed it is the
/// whole tar. Opens one volume at a time, and owns what it opens. Not thread-safe.
/// </summary>
public sealed class VirtualVolume : Stream
{
    private readonly long[] _ends;
    private readonly Func<int, Stream> _open;
    private Stream? _current;
    private int _currentIndex = -1;
    private long _position;

    /// <summary>Joins volumes.</summary>
    /// <param name="lengths">Bytes of each volume, in order.</param>
    /// <param name="open">Opens the volume of an index into <paramref name="lengths"/>: readable and seekable.</param>
    public VirtualVolume(IEnumerable<long> lengths, Func<int, Stream> open)
    {
        var end = 0L;
        _ends = [.. lengths.Select(length => end += length)];
        _open = open;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _ends is [] ? 0 : _ends[^1];

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }
        var index = IndexAt(_position);
        var begin = index == 0 ? 0 : _ends[index - 1];
        var volume = Volume(index);
        volume.Position = _position - begin;
        var count = volume.Read(buffer[..(int)Math.Min(buffer.Length, _ends[index] - _position)]);
        _position += count;
        return count > 0
            ? count
            : throw new EndOfStreamException($"volume {index + 1} is shorter than it was");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => Length + offset,
        };

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
            _current = null;
        }
        base.Dispose(disposing);
    }

    /// <summary>The first volume that ends after <paramref name="position"/>; empty ones hold no position.</summary>
    private int IndexAt(long position)
    {
        var found = Array.BinarySearch(_ends, position + 1);
        var index = found < 0 ? ~found : found;
        while (index > 0 && _ends[index - 1] > position)
        {
            index--;
        }
        return index;
    }

    private Stream Volume(int index)
    {
        if (_currentIndex != index || _current is null)
        {
            _current?.Dispose();
            _current = _open(index);
            _currentIndex = index;
        }
        return _current;
    }
}
