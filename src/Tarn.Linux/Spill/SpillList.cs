using System.Buffers.Binary;

namespace Tarn.Linux.Spill;

/// <summary>
/// A list of byte strings that can hold any number of them: beyond its share of memory it goes on in temporary files. Not
/// thread-safe.
/// </summary>
/// <param name="memoryLimit">Most bytes in memory.</param>
public sealed class SpillList(int memoryLimit = SpillList.DefaultMemory) : IDisposable
{
    /// <summary>Most bytes in memory, unless asked for otherwise: some 10,000 paths.</summary>
    public const int DefaultMemory = 1 << 20;

    /// <summary>The strings, one behind the other.</summary>
    private readonly SpillStream _bytes = new(memoryLimit / 2);

    /// <summary>Where each ends, 64 bits.</summary>
    private readonly SpillStream _ends = new(memoryLimit / 2);

    /// <summary>How many strings it has.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one behind the others.</summary>
    /// <exception cref="IOException">The temporary files cannot be written.</exception>
    public void Add(ReadOnlySpan<byte> item)
    {
        _bytes.Seek(0, SeekOrigin.End);
        _bytes.Write(item);
        Span<byte> end = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(end, _bytes.Length);
        _ends.Seek(0, SeekOrigin.End);
        _ends.Write(end);
        Count++;
    }

    /// <summary>A copy of the one at <paramref name="index"/>: 0 to <see cref="Count"/> less 1.</summary>
    /// <exception cref="IOException">The temporary files cannot be read.</exception>
    public byte[] At(long index)
    {
        var begin = index == 0 ? 0 : EndOf(index - 1);
        var item = new byte[EndOf(index) - begin];
        _bytes.Position = begin;
        _bytes.ReadExactly(item);
        return item;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        _ends.Dispose();
    }

    private long EndOf(long index)
    {
        Span<byte> end = stackalloc byte[sizeof(long)];
        _ends.Position = index * sizeof(long);
        _ends.ReadExactly(end);
        return BinaryPrimitives.ReadInt64LittleEndian(end);
    }
}
