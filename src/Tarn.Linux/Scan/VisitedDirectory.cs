using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>A directory on the way down to where a scan is. Its path and its names are kept by <see cref="Descent"/>.</summary>
/// <param name="directory">Its handle; the caller's share is taken.</param>
/// <param name="pathLength">How many bytes of the path to where the scan is are its path.</param>
/// <param name="namesBelow">How long the stack of names was before its own came.</param>
internal sealed class VisitedDirectory(SharedDirectory directory, int pathLength, long namesBelow)
{
    private ulong _device;
    private ulong _inode;

    /// <summary>Its handle; null while it is not open.</summary>
    internal SharedDirectory? Directory { get; private set; } = directory;

    internal int PathLength => pathLength;

    internal long NamesBelow => namesBelow;

    /// <summary>Gives up the handle, and keeps in mind what tells the directory from others.</summary>
    internal void Close()
    {
        if (Directory is not null && StatusCalls.OfHandle(Directory.Handle, out var status) == 0)
        {
            (_device, _inode) = (status.Device, status.Inode);
        }
        Directory?.Release();
        Directory = null;
    }

    /// <summary>Takes a handle, with the caller's share, if it is one of this directory, which was closed.</summary>
    /// <returns>Whether it is; if not, the share stays the caller's.</returns>
    internal bool TryReopen(SharedDirectory candidate)
    {
        if (
            StatusCalls.OfHandle(candidate.Handle, out var status) != 0
            || (status.Device, status.Inode) != (_device, _inode)
        )
        {
            return false;
        }
        Directory = candidate;
        return true;
    }
}
