using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;

namespace Tarn.Linux.Restore;

/// <summary>
/// The directories that entries are put into. The last few stay open, for entries come in the order of their paths.
/// Thread-safe, except that nothing may overlap <see cref="Dispose"/>.
/// </summary>
internal sealed class Parents(Beneath beneath) : IDisposable
{
    /// <summary>Directories kept open: a few threads each work in one, and on the way back up their parents are wanted.</summary>
    private const int Kept = 8;

    private readonly Slot?[] _slots = new Slot?[Kept];
    private int _turn;

    /// <summary>
    /// The directory of <paramref name="entry"/>, made with its ancestors if it is missing. The caller releases it.
    /// </summary>
    /// <exception cref="FileSystemException">It cannot be opened or made. Names <paramref name="entry"/>.</exception>
    internal SharedDirectory OpenOrMake(UnixPath entry)
    {
        var path = entry.Parent;
        if (Find(path) is { } known)
        {
            return known;
        }
        var handle =
            beneath.OpenOrMake(path.Span, out var errno)
            ?? throw new FileSystemException(entry, errno, "open the directory it belongs in");
        return Keep(path, handle);
    }

    /// <summary>The directory of <paramref name="entry"/>, or null and an errno if it cannot be opened. The caller releases it.</summary>
    internal SharedDirectory? TryOpen(UnixPath entry, out int errno)
    {
        var path = entry.Parent;
        errno = 0;
        if (Find(path) is { } known)
        {
            return known;
        }
        var handle = beneath.Open(path.Span, Native.OpenFlags.Path, out errno);
        return handle is null ? null : Keep(path, handle);
    }

    /// <summary>Takes over the handle of the directory <paramref name="path"/>; the caller releases what it gets.</summary>
    internal SharedDirectory Keep(UnixPath path, SafeFileHandle handle)
    {
        var directory = new SharedDirectory(handle);
        directory.TryShare();
        var turn = (uint)Interlocked.Increment(ref _turn) % Kept;
        Interlocked.Exchange(ref _slots[turn], new Slot(path, directory))?.Directory.Release();
        return directory;
    }

    /// <summary>Closes what no one else uses any more.</summary>
    public void Dispose()
    {
        for (var index = 0; index < Kept; index++)
        {
            Interlocked.Exchange(ref _slots[index], null)?.Directory.Release();
        }
    }

    private SharedDirectory? Find(UnixPath path)
    {
        for (var index = 0; index < Kept; index++)
        {
            if (
                Volatile.Read(ref _slots[index]) is { } slot
                && slot.Path == path
                && slot.Directory.TryShare()
            )
            {
                return slot.Directory;
            }
        }
        return null;
    }

    private sealed class Slot(UnixPath path, SharedDirectory directory)
    {
        internal UnixPath Path => path;

        internal SharedDirectory Directory => directory;
    }
}
