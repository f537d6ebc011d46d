namespace Tarn.Linux;

/// <summary>Names in memory: all bytes in one array and a number for each. Not thread-safe.</summary>
internal sealed class NameList
{
    /// <summary>First size of the arrays, bytes and names: enough for most directories.</summary>
    private const int FirstBytes = 512;
    private const int FirstNames = 32;

    private byte[] _bytes = new byte[FirstBytes];
    private int[] _starts = new int[FirstNames];

    internal int Count { get; private set; }

    /// <summary>Bytes of all names, with one more for each.</summary>
    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> this[int index] => At(_starts[index]);

    /// <summary>Adds a name, which must not hold a NUL.</summary>
    internal void Add(ReadOnlySpan<byte> name)
    {
        MakeRoom(name.Length + 1);
        _starts[Count++] = Length;
        name.CopyTo(_bytes.AsSpan(Length));
        Length += name.Length;
        _bytes[Length++] = 0;
    }

    /// <summary>
    /// By bytes. With each directory's contents right after it, that is the order of paths in which a slash comes
    /// before every other byte.
    /// </summary>
    internal void Sort() =>
        _starts.AsSpan(0, Count).Sort((left, right) => At(left).SequenceCompareTo(At(right)));

    /// <summary>Removes all names.</summary>
    internal void Clear() => (Count, Length) = (0, 0);

    private ReadOnlySpan<byte> At(int start)
    {
        var rest = _bytes.AsSpan(start);
        return rest[..rest.IndexOf((byte)0)];
    }

    private void MakeRoom(int bytes)
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, 2 * Count);
        }
        if (_bytes.Length - Length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + bytes));
        }
    }
}
