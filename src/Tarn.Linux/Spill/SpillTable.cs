namespace Tarn.Linux.Spill;

/// <summary>
/// A table from byte strings to byte strings that can hold any number of them: beyond its share of memory it goes on in
/// temporary files. Not thread-safe.
/// </summary>
/// <remarks>
/// Open addressing: a slot has the hash of a key and says where its record is. Once half of the slots have been used,
/// what is still in the table moves to a new one, which leaves out what was removed.
/// </remarks>
/// <param name="memoryLimit">Most bytes in memory; up to three times as many while it moves.</param>
public sealed class SpillTable(int memoryLimit = SpillTable.DefaultMemory) : IDisposable
{
    /// <summary>Most bytes in memory, unless asked for otherwise: some 50,000 paths.</summary>
    public const int DefaultMemory = 8 << 20;

    private const int FirstCapacity = 256;

    private SpillSlots _slots = new(FirstCapacity, memoryLimit / 2);
    private SpillRecords _records = new(memoryLimit / 2);
    private long _used;

    /// <summary>How many keys it has.</summary>
    public long Count { get; private set; }

    /// <summary>Whether it has <paramref name="key"/>, and its value, valid until the next call.</summary>
    /// <exception cref="IOException">The temporary files cannot be read.</exception>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var isThere = TryFind(key, HashOf(key), out _);
        value = isThere ? _records.Value : default;
        return isThere;
    }

    /// <summary>Gives <paramref name="key"/> a value, instead of the one it may have.</summary>
    /// <exception cref="IOException">The temporary files cannot be written.</exception>
    public void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var hash = HashOf(key);
        if (!TryFind(key, hash, out var index))
        {
            Add(index, hash, key, value);
        }
        else if (_records.Value.Length == value.Length)
        {
            _records.Overwrite(_slots.Read(index).Offset, value);
        }
        else
        {
            _slots.Write(index, new SpillSlots.Slot(_records.Append(key, value) + 1, hash));
        }
    }

    /// <summary>Removes <paramref name="key"/>; false if it is not there.</summary>
    /// <exception cref="IOException">The temporary files cannot be written.</exception>
    public bool Remove(ReadOnlySpan<byte> key)
    {
        if (!TryFind(key, HashOf(key), out var index))
        {
            return false;
        }
        _slots.Write(index, new SpillSlots.Slot(SpillSlots.Slot.Removed, 0));
        Count--;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _records.Dispose();
    }

    /// <summary>Not the same in another process, so that nobody can prepare names that all have the same.</summary>
    private static uint HashOf(ReadOnlySpan<byte> key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return unchecked((uint)hash.ToHashCode());
    }

    /// <summary>Looks for a key: its slot, with its record read, or the free slot where the search ended.</summary>
    private bool TryFind(ReadOnlySpan<byte> key, uint hash, out long index)
    {
        for (index = _slots.First(hash); ; index = _slots.After(index))
        {
            var slot = _slots.Read(index);
            if (slot.IsFree)
            {
                return false;
            }
            if (slot.HasRecord && slot.Hash == hash)
            {
                _records.Read(slot.Offset);
                if (_records.Key.SequenceEqual(key))
                {
                    return true;
                }
            }
        }
    }

    private void Add(long index, uint hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _slots.Write(index, new SpillSlots.Slot(_records.Append(key, value) + 1, hash));
        Count++;
        _used++;
        if (_used > _slots.Capacity / 2)
        {
            Move();
        }
    }

    /// <summary>Into a new table, of which a quarter is used then at most.</summary>
    private void Move()
    {
        var (slots, records) = (_slots, _records);
        var capacity = slots.Capacity;
        while (capacity / 4 < Count)
        {
            capacity *= 2;
        }
        _slots = new SpillSlots(capacity, memoryLimit / 2);
        _records = new SpillRecords(memoryLimit / 2);
        _used = Count;
        for (var old = 0L; old < slots.Capacity; old++)
        {
            var slot = slots.Read(old);
            if (slot.HasRecord)
            {
                records.Read(slot.Offset);
                var place = _records.Append(records.Key, records.Value) + 1;
                _slots.Write(FindFree(slot.Hash), slot with { Place = place });
            }
        }
        slots.Dispose();
        records.Dispose();
    }

    private long FindFree(uint hash)
    {
        var index = _slots.First(hash);
        while (!_slots.Read(index).IsFree)
        {
            index = _slots.After(index);
        }
        return index;
    }
}
