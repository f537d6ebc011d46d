using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux;

/// <summary>Opens directories by a path someone typed: symbolic links are followed, any length works.</summary>
internal static class DirectoryPath
{
    private const byte Slash = (byte)'/';

    /// <summary>
    /// Opens <paramref name="path"/>, absolute or relative to the working directory (which the empty path is);
    /// null and an errno if that cannot be done.
    /// </summary>
    internal static SafeFileHandle? Open(ReadOnlySpan<byte> path, int flags, out int errno)
    {
        var here = Descriptors.WorkingDirectory;
        while (path.Length > PathPiece.MaxLength)
        {
            var piece = PathPiece.First(path);
            var next = FileCalls.Open(here, piece, OpenFlags.Path | OpenFlags.Directory, 0, out errno);
            here.Dispose();
            if (next is null)
            {
                return null;
            }
            here = next;
            path = path[piece.Length..].TrimStart(Slash);
        }
        var opened = FileCalls.Open(
            here,
            path.IsEmpty ? "."u8 : path,
            flags | OpenFlags.Directory,
            0,
            out errno
        );
        here.Dispose();
        return opened;
    }

    /// <summary>
    /// The same after making what is missing of it, with <paramref name="mode"/> less the umask. What was made is
    /// on disk when this returns.
    /// </summary>
    /// <exception cref="FileSystemException">It cannot be made or opened, or is not a directory.</exception>
    internal static SafeFileHandle OpenOrMake(ByteString path, int flags, int mode)
    {
        var opened = Open(path.Span, flags, out var errno);
        if (opened is null && errno == Errno.ENOENT)
        {
            Make(path, mode);
            opened = Open(path.Span, flags, out errno);
        }
        return opened ?? throw new FileSystemException(path, errno, "open the directory");
    }

    private static void Make(ByteString path, int mode)
    {
        var start = path.Span.StartsWith("/"u8) ? "/"u8 : "."u8;
        var here = Step(Descriptors.WorkingDirectory, start, path);
        foreach (var range in path.Span.Split(Slash))
        {
            var name = path.Span[range];
            if (name.IsEmpty)
            {
                continue;
            }
            var errno = DirectoryCalls.Make(here, name, mode);
            if (errno is not (0 or Errno.EEXIST))
            {
                here.Dispose();
                throw new FileSystemException(path, errno, "make the directory");
            }
            if (errno == 0)
            {
                SyncToDisk(here);
            }
            here = Step(here, name, path);
        }
        here.Dispose();
    }

    private static SafeFileHandle Step(SafeFileHandle here, ReadOnlySpan<byte> name, ByteString path)
    {
        var next = FileCalls.Open(here, name, OpenFlags.Path | OpenFlags.Directory, 0, out var errno);
        here.Dispose();
        return next ?? throw new FileSystemException(path, errno, "open the directory");
    }

    /// <summary>Best effort: a parent which only lets us pass cannot be opened for it.</summary>
    private static void SyncToDisk(SafeFileHandle directory)
    {
        using var readable = FileCalls.Open(directory, "."u8, OpenFlags.Directory, 0, out _);
        if (readable is not null)
        {
            _ = FileCalls.Sync(readable);
        }
    }
}
