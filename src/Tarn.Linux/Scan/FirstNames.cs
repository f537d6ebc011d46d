using System.Buffers.Binary;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;
using Tarn.Linux.Spill;

namespace Tarn.Linux.Scan;

/// <summary>
/// The inodes with several names of which some are still to come. Not thread-safe.
/// </summary>
/// <param name="memoryLimit">Most bytes in memory.</param>
internal sealed class FirstNames(int memoryLimit = SpillTable.DefaultMemory) : IDisposable
{
    /// <summary>Device and inode.</summary>
    private const int KeySize = 2 * sizeof(ulong);

    /// <summary>By device and inode: how many names are missing, and the first name.</summary>
    private readonly SpillTable _inodes = new(memoryLimit);

    /// <summary>How many inodes are remembered.</summary>
    internal long Count => _inodes.Count;

    /// <summary>The first name of an inode; null if <paramref name="path"/> is that name.</summary>
    internal UnixPath? Find(in Statx status, UnixPath path)
    {
        Span<byte> key = stackalloc byte[KeySize];
        WriteKey(status, key);
        if (!_inodes.TryGet(key, out var value))
        {
            Remember(key, status.Links - 1, path.Span);
            return null;
        }
        var missing = BinaryPrimitives.ReadUInt32LittleEndian(value);
        var first = new UnixPath(value[sizeof(uint)..]);
        if (missing <= 1)
        {
            _inodes.Remove(key);
        }
        else
        {
            Remember(key, missing - 1, first.Span);
        }
        return first;
    }

    /// <summary>Takes back a first name that cannot be an entry after all.</summary>
    internal void Forget(in Statx status)
    {
        Span<byte> key = stackalloc byte[KeySize];
        WriteKey(status, key);
        _inodes.Remove(key);
    }

    /// <inheritdoc/>
    public void Dispose() => _inodes.Dispose();

    private static void WriteKey(in Statx status, Span<byte> key)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(key, status.Device);
        BinaryPrimitives.WriteUInt64LittleEndian(key[sizeof(ulong)..], status.Inode);
    }

    private void Remember(ReadOnlySpan<byte> key, uint missing, ReadOnlySpan<byte> first)
    {
        var value = new byte[sizeof(uint) + first.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(value, missing);
        first.CopyTo(value.AsSpan(sizeof(uint)));
        _inodes.Set(key, value);
    }
}
