namespace Tarn.Format.Filters;

/// <summary>Which bytes a <c>[...]</c> of a pattern stands for. Filled while the pattern is read, then only asked.</summary>
internal sealed class ByteSet
{
    private readonly bool[] _has = new bool[256];

    /// <summary>Whether no byte is in it.</summary>
    internal bool IsEmpty => !_has.Contains(true);

    /// <summary>Adds all bytes from <paramref name="first"/> to <paramref name="last"/>.</summary>
    internal void Add(byte first, byte last) => _has.AsSpan(first, last - first + 1).Fill(true);

    /// <summary>Takes one byte out.</summary>
    internal void Remove(byte value) => _has[value] = false;

    /// <summary>Makes it the set of all other bytes.</summary>
    internal void Invert()
    {
        foreach (ref var has in _has.AsSpan())
        {
            has = !has;
        }
    }

    /// <summary>Whether the byte is in it.</summary>
    internal bool Contains(byte value) => _has[value];
}
