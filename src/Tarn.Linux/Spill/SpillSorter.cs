namespace Tarn.Linux.Spill;

/// <summary>
/// Sorts byte strings by their bytes, however many: those that memory does not hold wait in temporary files. Not
/// thread-safe.
/// </summary>
/// <remarks>They are sorted as names are, which have no NUL: in hexadecimal digits, which keep their order.</remarks>
public sealed class SpillSorter : IDisposable
{
    private readonly NameSorter _sorter = new(NameSorter.DefaultMemory);
    private readonly SpillStack _sorted = new(SpillStack.DefaultMemory);

    private byte[] _item = [];

    /// <summary>Takes one, of at most 32,767 bytes, in any order. Not after <see cref="Sort"/>.</summary>
    public void Add(ReadOnlySpan<byte> item)
    {
        Array.Resize(ref _item, Math.Max(_item.Length, 2 * item.Length));
        Convert.TryToHexStringLower(item, _item, out var length);
        _sorter.Add(_item.AsSpan(0, length));
    }

    /// <summary>Sorts what was added.</summary>
    public void Sort() => _sorter.MoveTo(_sorted);

    /// <summary>Takes out the next of the sorted ones, valid until the next call; false if none is left.</summary>
    public bool TryTake(out ReadOnlySpan<byte> item)
    {
        if (_sorted.Length == 0)
        {
            item = default;
            return false;
        }
        Convert.FromHexString(_sorted.Pop(), _item, out _, out var length);
        item = _item.AsSpan(0, length);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sorter.Dispose();
        _sorted.Dispose();
    }
}
