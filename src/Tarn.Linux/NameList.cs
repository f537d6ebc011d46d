namespace Tarn.Linux;

/// <summary>
/// The names in one directory: all bytes in one array and a number for each, so that a million names of 20 bytes
/// take some 40 MB. Not thread-safe.
/// </summary>
internal sealed class NameList
{
    /// <summary>First size of the arrays, bytes and names: enough for most directories.</summary>
    private const int FirstBytes = 512;
    private const int FirstNames = 32;

    private byte[] _bytes = new byte[FirstBytes];
    private int[] _starts = new int[FirstNames];
    private int _used;

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> this[int index] => At(_starts[index]);

    internal static NameList Of(ReadOnlySpan<byte> name)
    {
        var list = new NameList();
        list.Add(name);
        return list;
    }

    /// <summary>Adds a name, which must not hold a NUL.</summary>
    internal void Add(ReadOnlySpan<byte> name)
    {
        MakeRoom(name.Length + 1);
        _starts[Count++] = _used;
        name.CopyTo(_bytes.AsSpan(_used));
        _used += name.Length;
        _bytes[_used++] = 0;
    }

    /// <summary>
    /// By bytes. With each directory's contents right after it, that is the order of paths in which a slash comes
    /// before every other byte.
    /// </summary>
    internal void Sort() =>
        _starts.AsSpan(0, Count).Sort((left, right) => At(left).SequenceCompareTo(At(right)));

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
        if (_bytes.Length - _used < bytes)
        {
            var size = Math.Max(2L * _bytes.Length, (long)_used + bytes);
            Array.Resize(ref _bytes, (int)Math.Min(size, Array.MaxLength));
        }
    }
}
