using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// Opens directories again, each when everything in it is done: so the next one is often above the one before, and
/// nearer from there than from the root of a deep tree. Not thread-safe.
/// </summary>
internal sealed class WayBack(Beneath beneath) : IDisposable
{
    private SafeFileHandle? _latest;
    private UnixPath _path;

    /// <summary>Opens a directory for reading; the handle is valid until the next call.</summary>
    /// <exception cref="FileSystemException">It cannot be opened, or is another one than was entered (ESTALE).</exception>
    internal SafeFileHandle Open(Entry.Directory directory, EnteredInodes.Inode entered)
    {
        var handle = OpenAbove(directory.Path, entered) ?? OpenByPath(directory, entered);
        _latest?.Dispose();
        (_latest, _path) = (handle, directory.Path);
        return handle;
    }

    /// <inheritdoc/>
    public void Dispose() => _latest?.Dispose();

    private SafeFileHandle? OpenAbove(UnixPath path, EnteredInodes.Inode entered)
    {
        if (_latest is null || _path.Length != path.Length + 1 + _path.Name.Length || !_path.IsWithin(path))
        {
            return null;
        }
        var flags = OpenFlags.ReadOnly | OpenFlags.Directory;
        var above = FileCalls.Open(_latest, ".."u8, flags, 0, out var errno);
        if (errno == 0 && StatusCalls.OfHandle(above!, out var status) == 0 && entered.Is(status))
        {
            return above;
        }
        above?.Dispose();
        return null;
    }

    private SafeFileHandle OpenByPath(Entry.Directory directory, EnteredInodes.Inode entered)
    {
        var handle =
            beneath.Open(directory.Path.Span, OpenFlags.ReadOnly, out var errno)
            ?? throw new FileSystemException(directory.Path, errno, "open the directory again");
        errno = StatusCalls.OfHandle(handle, out var status);
        if (errno == 0 && entered.Is(status))
        {
            return handle;
        }
        handle.Dispose();
        throw errno == 0
            ? new FileSystemException(directory.Path, Errno.ESTALE, "set its metadata")
            : new FileSystemException(directory.Path, errno, "look at it");
    }
}
