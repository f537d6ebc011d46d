using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>
/// The inodes with several names of which some are still to come. Not thread-safe.
/// </summary>
internal sealed class FirstNames
{
    private readonly Dictionary<(ulong Device, ulong Inode), (UnixPath Path, uint Missing)> _inodes = [];

    /// <summary>How many inodes are remembered.</summary>
    internal int Count => _inodes.Count;

    /// <summary>The first name of an inode; null if <paramref name="path"/> is that name.</summary>
    internal UnixPath? Find(in Statx status, UnixPath path)
    {
        var inode = (status.Device, status.Inode);
        if (!_inodes.TryGetValue(inode, out var first))
        {
            _inodes.Add(inode, (path, status.Links - 1));
            return null;
        }
        if (first.Missing <= 1)
        {
            _inodes.Remove(inode);
        }
        else
        {
            _inodes[inode] = (first.Path, first.Missing - 1);
        }
        return first.Path;
    }

    /// <summary>Takes back a first name that cannot be an entry after all.</summary>
    internal void Forget(in Statx status) => _inodes.Remove((status.Device, status.Inode));
}
