using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>A part of an input in memory, moved forwards over it. Not thread-safe.</summary>
/// <param name="blob">The input; stays the caller's.</param>
/// <param name="end">Where to stop, from its first byte.</param>
internal sealed class ScanWindow(IBlob blob, long end) : IDisposable
{
    /// <summary>Longer than any segment, and long enough that moving it costs little.</summary>
    private const int MaxSize = Limits.MaxStoredSegment + (16 << 20);

    private readonly int _size = (int)Math.Min(MaxSize, end);
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(MaxSize, end));
    private long _begin;
    private int _length;

    /// <summary>Where the bytes in memory end.</summary>
    public long End => _begin + _length;

    /// <summary>Whether nothing comes behind the bytes in memory.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>
    /// The bytes from <paramref name="offset"/> on: at least <paramref name="length"/>, unless the input ends before.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>> FromAsync(long offset, int length, CancellationToken ct)
    {
        if (offset < _begin || (offset + length > End && !IsAtEnd))
        {
            await MoveAsync(offset, ct);
        }
        return offset >= End ? default : _bytes.AsMemory((int)(offset - _begin), (int)(End - offset));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private async ValueTask MoveAsync(long offset, CancellationToken ct)
    {
        var kept = offset >= _begin && offset < End ? (int)(End - offset) : 0;
        _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
        _begin = offset;
        _length = kept;
        var wanted = (int)Math.Min(_size - kept, Math.Max(0, end - End));
        var count = await blob.ReadAsync(End, _bytes.AsMemory(kept, wanted), ct);
        _length += count;
        IsAtEnd = count < wanted || End >= end;
    }
}
