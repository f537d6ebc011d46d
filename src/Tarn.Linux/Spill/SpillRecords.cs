using System.Buffers.Binary;

namespace Tarn.Linux.Spill;

/// <summary>The keys and values of a table, one behind the other: each with its two lengths before it. Not thread-safe.</summary>
/// <param name="memoryLimit">Most bytes in memory.</param>
internal sealed class SpillRecords(int memoryLimit) : IDisposable
{
    /// <summary>Two lengths of 32 bits.</summary>
    private const int HeadSize = 8;

    /// <summary>Bytes read at once: more than nearly any record has.</summary>
    private const int FirstRead = 256;

    private readonly SpillStream _stream = new(memoryLimit);
    private byte[] _record = new byte[FirstRead];
    private int _keyLength;
    private int _valueLength;

    /// <summary>The key of the record read last.</summary>
    internal ReadOnlySpan<byte> Key => _record.AsSpan(HeadSize, _keyLength);

    /// <summary>The value of the record read last.</summary>
    internal ReadOnlySpan<byte> Value => _record.AsSpan(HeadSize + _keyLength, _valueLength);

    /// <summary>Adds a record; where it is.</summary>
    internal long Append(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        (_keyLength, _valueLength) = (key.Length, value.Length);
        MakeRoom();
        BinaryPrimitives.WriteInt32LittleEndian(_record, key.Length);
        BinaryPrimitives.WriteInt32LittleEndian(_record.AsSpan(sizeof(int)), value.Length);
        key.CopyTo(_record.AsSpan(HeadSize));
        value.CopyTo(_record.AsSpan(HeadSize + key.Length));
        var offset = _stream.Seek(0, SeekOrigin.End);
        _stream.Write(_record.AsSpan(0, HeadSize + key.Length + value.Length));
        return offset;
    }

    /// <summary>Reads the record at <paramref name="offset"/>.</summary>
    internal void Read(long offset)
    {
        _stream.Position = offset;
        var count = _stream.ReadAtLeast(_record.AsSpan(0, FirstRead), FirstRead, throwOnEndOfStream: false);
        _keyLength = BinaryPrimitives.ReadInt32LittleEndian(_record);
        _valueLength = BinaryPrimitives.ReadInt32LittleEndian(_record.AsSpan(sizeof(int)));
        var size = HeadSize + _keyLength + _valueLength;
        if (size > count)
        {
            MakeRoom();
            _stream.ReadExactly(_record.AsSpan(count, size - count));
        }
    }

    /// <summary>Writes another value of the same length over that of the record read last, which is at <paramref name="offset"/>.</summary>
    internal void Overwrite(long offset, ReadOnlySpan<byte> value)
    {
        _stream.Position = offset + HeadSize + _keyLength;
        _stream.Write(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void MakeRoom()
    {
        var size = HeadSize + _keyLength + _valueLength;
        if (size > _record.Length)
        {
            Array.Resize(ref _record, size);
        }
    }
}
