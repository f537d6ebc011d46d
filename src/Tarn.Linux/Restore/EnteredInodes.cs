using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// The directories a restore is in, to know the same ones again when they are left. One thread may add some while another
/// takes others.
/// </summary>
internal sealed class EnteredInodes
{
    /// <summary>By a hash of the path: the paths of a tree 65,000 deep would have 4 GiB.</summary>
    private readonly ConcurrentDictionary<UInt128, Inode> _inodes = [];

    /// <summary>What tells a directory from others.</summary>
    internal readonly record struct Inode(ulong Device, ulong Number, int Times)
    {
        internal bool Is(in Statx status) => (status.Device, status.Inode) == (Device, Number);
    }

    /// <summary>The directory was entered, perhaps once more.</summary>
    internal void Add(UnixPath path, in Statx status)
    {
        var inode = new Inode(status.Device, status.Inode, Times: 1);
        _inodes.AddOrUpdate(KeyOf(path), inode, (_, before) => inode with { Times = before.Times + 1 });
    }

    /// <summary>Takes a directory back as often as it was added; null if it is not there.</summary>
    internal Inode? Take(UnixPath path)
    {
        var key = KeyOf(path);
        if (!_inodes.TryRemove(key, out var inode))
        {
            return null;
        }
        if (inode.Times > 1)
        {
            // Several stored directories have become this one; each will be left.
            var left = inode with
            {
                Times = inode.Times - 1,
            };
            _inodes.AddOrUpdate(key, left, (_, again) => again with { Times = again.Times + left.Times });
        }
        return inode;
    }

    private static UInt128 KeyOf(UnixPath path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(path.Span, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
