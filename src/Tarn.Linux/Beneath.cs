using Microsoft.Win32.SafeHandles;
using Tarn.Linux.Native;

namespace Tarn.Linux;

/// <summary>
/// Opens directories strictly beneath one directory, through no symbolic link: neither one that was there before,
/// nor one that takes a directory's place meanwhile, leads outside. Thread-safe. Does not own its root.
/// </summary>
internal sealed class Beneath(SafeFileHandle root, bool linuxChecks = true)
{
    /// <summary>Whether openat2(2) is there; before Linux 5.6 we go component by component ourselves.</summary>
    private volatile bool _linuxChecks = linuxChecks;

    /// <summary>
    /// Opens the directory <paramref name="path"/>, of safe components; empty for the root. Null and an errno if
    /// that cannot be done: ELOOP or ENOTDIR if a component is no directory.
    /// </summary>
    internal SafeFileHandle? Open(ReadOnlySpan<byte> path, int flags, out int errno)
    {
        if (path.IsEmpty)
        {
            return FileCalls.Open(root, "."u8, flags | OpenFlags.Directory, 0, out errno);
        }
        if (_linuxChecks)
        {
            var opened = OpenByPieces(path, flags, out errno);
            if (errno is not (Errno.ENOSYS or Errno.EPERM))
            {
                return opened;
            }
            // Old containers forbid unknown calls with EPERM, which this call gives for no other reason.
            _linuxChecks = false;
        }
        return OpenByComponents(path, flags, out errno);
    }

    /// <summary>
    /// The same for a path of which some may be missing, which is made, with mode 0755 less the umask.
    /// </summary>
    internal SafeFileHandle? OpenOrMake(ReadOnlySpan<byte> path, out int errno)
    {
        var opened = Open(path, OpenFlags.Path, out errno);
        if (errno != Errno.ENOENT)
        {
            return opened;
        }
        errno = Make(path);
        return errno == 0 ? Open(path, OpenFlags.Path, out errno) : null;
    }

    private SafeFileHandle? OpenByPieces(ReadOnlySpan<byte> path, int flags, out int errno)
    {
        SafeFileHandle? here = null;
        while (path.Length > PathPiece.MaxLength)
        {
            var piece = PathPiece.First(path);
            var next = OpenBeneathCalls.Open(
                here ?? root,
                piece,
                OpenFlags.Path | OpenFlags.Directory,
                out errno
            );
            here?.Dispose();
            if (next is null)
            {
                return null;
            }
            here = next;
            path = path[Math.Min(path.Length, piece.Length + 1)..];
        }
        var last = path.IsEmpty ? "."u8 : path;
        var opened = OpenBeneathCalls.Open(here ?? root, last, flags | OpenFlags.Directory, out errno);
        here?.Dispose();
        return opened;
    }

    private SafeFileHandle? OpenByComponents(ReadOnlySpan<byte> path, int flags, out int errno)
    {
        errno = 0;
        SafeFileHandle? here = null;
        foreach (var range in path.Split((byte)'/'))
        {
            var isLast = range.End.GetOffset(path.Length) == path.Length;
            var next = Step(here ?? root, path[range], isLast ? flags : OpenFlags.Path, out errno);
            here?.Dispose();
            if (next is null)
            {
                return null;
            }
            here = next;
        }
        return here;
    }

    private int Make(ReadOnlySpan<byte> path)
    {
        const int mode = 0x1ED; // 0755
        SafeFileHandle? here = null;
        foreach (var range in path.Split((byte)'/'))
        {
            var next = Step(here ?? root, path[range], OpenFlags.Path, out var errno);
            if (errno == Errno.ENOENT)
            {
                errno = DirectoryCalls.Make(here ?? root, path[range], mode);
                // EEXIST: another thread was faster.
                next = errno is 0 or Errno.EEXIST
                    ? Step(here ?? root, path[range], OpenFlags.Path, out errno)
                    : null;
            }
            here?.Dispose();
            if (next is null)
            {
                return errno;
            }
            here = next;
        }
        here?.Dispose();
        return 0;
    }

    private static SafeFileHandle? Step(
        SafeFileHandle here,
        ReadOnlySpan<byte> name,
        int flags,
        out int errno
    ) => FileCalls.Open(here, name, flags | OpenFlags.Directory | OpenFlags.NoFollow, 0, out errno);
}
