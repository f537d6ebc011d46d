using System.Buffers.Binary;

namespace Tarn.Linux.Spill;

/// <summary>
/// A stack of short byte strings. Only its upper end is in memory; what lies far below waits in a temporary file. Not
/// thread-safe.
/// </summary>
/// <param name="memoryLimit">Most bytes in memory; at least twice the longest string and its length.</param>
internal sealed class SpillStack(int memoryLimit) : IDisposable
{
    /// <summary>Most bytes in memory, unless a test wants fewer: enough for the names of some thousand directories.</summary>
    internal const int DefaultMemory = 1 << 20;

    /// <summary>Each string is followed by its length, 16 bits.</summary>
    private const int LengthSize = 2;
    private const int FirstSize = 4 << 10;

    /// <summary>Bytes that go to the file, or come back, at once.</summary>
    private readonly int _chunk = memoryLimit / 2;
    private byte[] _bytes = new byte[Math.Min(FirstSize, memoryLimit)];
    private int _used;
    private SpillStream? _file;

    /// <summary>Bytes in the file that count: whole chunks.</summary>
    private long _below;

    /// <summary>Bytes on the stack: remembered before a push, it tells later when that is popped.</summary>
    internal long Length => _below + _used;

    /// <summary>Puts a string, of at most 65,535 bytes, on top.</summary>
    /// <exception cref="FileSystemException">There is no temporary file.</exception>
    internal void Push(ReadOnlySpan<byte> item)
    {
        var size = item.Length + LengthSize;
        while (_used + size > memoryLimit)
        {
            MoveChunkToFile();
        }
        if (_used + size > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(memoryLimit, Math.Max(2 * _bytes.Length, _used + size)));
        }
        item.CopyTo(_bytes.AsSpan(_used));
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_used + item.Length), (ushort)item.Length);
        _used += size;
    }

    /// <summary>Takes the topmost string; there must be one. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Pop()
    {
        MakeAvailable(LengthSize);
        _used -= LengthSize;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_used));
        MakeAvailable(length);
        _used -= length;
        return _bytes.AsSpan(_used, length);
    }

    /// <summary>Drops what was pushed since <see cref="Length"/> was <paramref name="length"/>.</summary>
    internal void CutTo(long length)
    {
        if (length < _below)
        {
            _below = length / _chunk * _chunk;
            ReadChunk();
        }
        _used = (int)(length - _below);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void MakeAvailable(int count)
    {
        if (_used >= count)
        {
            return;
        }
        // What is left in memory is shorter than a string, so it has room above the chunk.
        _bytes.AsSpan(0, _used).CopyTo(_bytes.AsSpan(_chunk));
        _below -= _chunk;
        _used += _chunk;
        ReadChunk();
    }

    private void MoveChunkToFile()
    {
        _file ??= new SpillStream(0);
        _file.Position = _below;
        _file.Write(_bytes.AsSpan(0, _chunk));
        _below += _chunk;
        _used -= _chunk;
        _bytes.AsSpan(_chunk, _used).CopyTo(_bytes);
    }

    private void ReadChunk()
    {
        _file!.Position = _below;
        _file.ReadExactly(_bytes.AsSpan(0, _chunk));
    }
}
