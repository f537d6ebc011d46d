using System.Buffers.Binary;
using Tarn.Linux.Spill;

namespace Tarn.Linux;

/// <summary>A run of sorted names in a temporary file, the last name first, read through a buffer of its own.</summary>
/// <param name="file">The file, which has other runs as well; stays the caller's.</param>
/// <param name="begin">Where the run begins.</param>
/// <param name="end">Where it ends.</param>
internal sealed class NameRun(SpillStream file, long begin, long end)
{
    /// <summary>Each name comes after its length, 16 bits.</summary>
    private const int LengthSize = 2;

    private long _next = begin;
    private byte[] _buffer = [];
    private int _position;
    private int _filled;
    private int _length;

    /// <summary>The name it is at.</summary>
    internal ReadOnlySpan<byte> Current => _buffer.AsSpan(_position - _length, _length);

    /// <summary>Writes names that are sorted to the end of <paramref name="file"/>.</summary>
    internal static NameRun Write(NameList names, SpillStream file)
    {
        var begin = file.Seek(0, SeekOrigin.End);
        var bytes = new byte[names.Length + (names.Count * (LengthSize - 1))];
        var written = 0;
        for (var index = names.Count - 1; index >= 0; index--)
        {
            var name = names[index];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(written), (ushort)name.Length);
            name.CopyTo(bytes.AsSpan(written + LengthSize));
            written += LengthSize + name.Length;
        }
        file.Write(bytes);
        return new NameRun(file, begin, begin + bytes.Length);
    }

    /// <summary>Goes to the next name, the first time to the first one, unless there is none.</summary>
    /// <param name="bufferSize">Bytes to read at once.</param>
    internal bool MoveNext(int bufferSize)
    {
        if (!TryMakeAvailable(LengthSize, bufferSize))
        {
            return false;
        }
        _length = BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(_position));
        _position += LengthSize;
        TryMakeAvailable(_length, bufferSize);
        _position += _length;
        return true;
    }

    private bool TryMakeAvailable(int count, int bufferSize)
    {
        if (_filled - _position >= count)
        {
            return true;
        }
        var rest = _buffer.AsSpan(_position, _filled - _position).ToArray();
        if (_buffer.Length < bufferSize)
        {
            _buffer = new byte[bufferSize];
        }
        rest.CopyTo(_buffer.AsSpan());
        var more = (int)Math.Min(_buffer.Length - rest.Length, end - _next);
        file.Position = _next;
        file.ReadExactly(_buffer.AsSpan(rest.Length, more));
        _next += more;
        (_position, _filled) = (0, rest.Length + more);
        return _filled >= count;
    }
}
