using System.Runtime.InteropServices;

namespace Tarn.Linux.Spill;

/// <summary>Where the records of a table are: a slot for each, found by a hash of its key. Not thread-safe.</summary>
internal sealed class SpillSlots : IDisposable
{
    private const int SlotSize = 16;

    private readonly SpillStream _stream;

    /// <summary>All free.</summary>
    /// <param name="capacity">How many: a power of two.</param>
    /// <param name="memoryLimit">Most bytes in memory.</param>
    internal SpillSlots(long capacity, int memoryLimit)
    {
        Capacity = capacity;
        _stream = new SpillStream(memoryLimit);
        _stream.SetLength(capacity * SlotSize);
    }

    /// <summary>How many slots there are.</summary>
    internal long Capacity { get; }

    /// <summary>The slot where the search for a key with that hash begins.</summary>
    internal long First(uint hash) => hash & (Capacity - 1);

    /// <summary>The slot to look at after another.</summary>
    internal long After(long index) => (index + 1) & (Capacity - 1);

    internal Slot Read(long index)
    {
        Slot slot = default;
        _stream.Position = index * SlotSize;
        _stream.ReadExactly(MemoryMarshal.AsBytes(new Span<Slot>(ref slot)));
        return slot;
    }

    internal void Write(long index, Slot slot)
    {
        _stream.Position = index * SlotSize;
        _stream.Write(MemoryMarshal.AsBytes(new Span<Slot>(ref slot)));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Zeros if it was never used.</summary>
    /// <param name="Place">One more than the offset of the record; <see cref="Removed"/> if it is gone.</param>
    /// <param name="Hash">Of its key.</param>
    [StructLayout(LayoutKind.Sequential, Size = SlotSize)]
    internal readonly record struct Slot(long Place, uint Hash)
    {
        internal const long Removed = -1;

        internal bool IsFree => Place == 0;

        internal bool HasRecord => Place > 0;

        internal long Offset => Place - 1;
    }
}
