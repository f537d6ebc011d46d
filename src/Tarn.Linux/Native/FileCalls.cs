using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>Opening, reading and writing files. An errno of 0 says that the call worked.</summary>
internal static unsafe partial class FileCalls
{
    // flock(2).
    private const int LockExclusive = 2;
    private const int LockWithoutWaiting = 4;

    /// <summary>openat(2), always with O_CLOEXEC; null if it failed.</summary>
    internal static SafeFileHandle? Open(
        SafeFileHandle directory,
        ReadOnlySpan<byte> name,
        int flags,
        int mode,
        out int errno
    )
    {
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        int descriptor;
        fixed (byte* path = CString.Terminate(name, buffer))
        {
            do
            {
                descriptor = OpenAt(directory, path, flags | OpenFlags.CloseOnExec, mode);
                errno = Errno.Of(descriptor);
            } while (errno == Errno.EINTR);
        }
        return errno == 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
    }

    /// <summary>
    /// For reading, without leaving a trace in the access time where Linux allows that (the owner and root).
    /// </summary>
    internal static SafeFileHandle? OpenUnnoticed(
        SafeFileHandle directory,
        ReadOnlySpan<byte> name,
        int flags,
        out int errno
    )
    {
        var opened = Open(directory, name, flags | OpenFlags.NoAccessTime, 0, out errno);
        return errno == Errno.EPERM ? Open(directory, name, flags, 0, out errno) : opened;
    }

    /// <summary>pread(2): how many bytes came from <paramref name="offset"/> on, 0 at the end of the file.</summary>
    internal static int Read(SafeFileHandle file, long offset, Span<byte> buffer, out int errno)
    {
        fixed (byte* bytes = buffer)
        {
            nint count;
            do
            {
                count = PRead(file, bytes, (nuint)buffer.Length, offset);
                errno = Errno.Of(count);
            } while (errno == Errno.EINTR);
            return errno == 0 ? (int)count : 0;
        }
    }

    /// <summary>Where the next data is, at <paramref name="offset"/> or behind it; ENXIO if there is none.</summary>
    internal static long FindData(SafeFileHandle file, long offset, out int errno)
    {
        const int seekData = 3;
        var found = LSeek(file, offset, seekData);
        errno = Errno.Of((nint)found);
        return found;
    }

    /// <summary>Where the next hole is, behind <paramref name="offset"/>: the end of the file counts as one.</summary>
    internal static long FindHole(SafeFileHandle file, long offset, out int errno)
    {
        const int seekHole = 4;
        var found = LSeek(file, offset, seekHole);
        errno = Errno.Of((nint)found);
        return found;
    }

    /// <summary>How many bytes it has; of a block device too, of which statx(2) does not tell.</summary>
    internal static long FindEnd(SafeFileHandle file, out int errno)
    {
        const int seekEnd = 2;
        var found = LSeek(file, 0, seekEnd);
        errno = Errno.Of((nint)found);
        return found;
    }

    /// <summary>ftruncate(2), also to more than the file has.</summary>
    internal static int SetLength(SafeFileHandle file, long length) => Errno.Of(FTruncate(file, length));

    /// <summary>pwrite(2), repeated until everything is written.</summary>
    internal static int WriteAll(SafeFileHandle file, long offset, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint done = 0;
            while (done < bytes.Length)
            {
                var count = PWrite(file, start + done, (nuint)(bytes.Length - done), offset + done);
                var errno = Errno.Of(count);
                if (errno is not (0 or Errno.EINTR))
                {
                    return errno;
                }
                done += Math.Max(0, count);
            }
        }
        return 0;
    }

    /// <summary>fsync(2).</summary>
    internal static int Sync(SafeFileHandle file)
    {
        int errno;
        do
        {
            errno = Errno.Of(FSync(file));
        } while (errno == Errno.EINTR);
        return errno;
    }

    /// <summary>
    /// Asks for errors that a network file system keeps until close(2), which <see cref="SafeFileHandle"/> would
    /// swallow: closes a duplicate.
    /// </summary>
    internal static int ReportLateErrors(SafeFileHandle file)
    {
        var duplicate = Dup(file);
        var errno = Errno.Of(duplicate);
        return errno != 0 ? errno : Errno.Of(Close(duplicate));
    }

    /// <summary>Locks a file against others who lock it, flock(2), until the handle is closed; waits for them.</summary>
    internal static int Lock(SafeFileHandle file) => Lock(file, LockExclusive);

    /// <summary>As <see cref="Lock(SafeFileHandle)"/>, but EAGAIN if it is locked.</summary>
    internal static int TryLock(SafeFileHandle file) => Lock(file, LockExclusive | LockWithoutWaiting);

    /// <summary>Whether a descriptor is open and does not bear FD_CLOEXEC.</summary>
    internal static bool OutlivesExec(int descriptor)
    {
        const int getFlags = 1; // F_GETFD
        const int closeOnExec = 1; // FD_CLOEXEC
        var flags = FCntl(descriptor, getFlags);
        return flags >= 0 && (flags & closeOnExec) == 0;
    }

    private static int Lock(SafeFileHandle file, int operation)
    {
        int errno;
        do
        {
            errno = Errno.Of(FLock(file, operation));
        } while (errno == Errno.EINTR);
        return errno;
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(SafeFileHandle directory, byte* path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static partial nint PRead(SafeFileHandle file, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    private static partial nint PWrite(SafeFileHandle file, byte* bytes, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long LSeek(SafeFileHandle file, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int FTruncate(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FCntl(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Dup(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
