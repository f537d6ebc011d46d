using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tarn.Format.Model;

namespace Tarn.Linux.Native;

/// <summary>
/// Owner, mode and time of what a handle stands for or, never following a symbolic link, of a name in a directory.
/// Each method returns an errno, 0 if it worked.
/// </summary>
internal static unsafe partial class MetadataCalls
{
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;

    /// <summary>Of anything, O_PATH handles included.</summary>
    internal static int SetOwner(SafeFileHandle handle, uint userId, uint groupId)
    {
        byte nothing = 0;
        return Errno.Of(FChOwnAt(handle, &nothing, userId, groupId, EmptyPath | NoFollow));
    }

    internal static int SetMode(SafeFileHandle file, int mode) => Errno.Of(FChMod(file, (uint)mode));

    /// <summary>
    /// The mode of what an O_PATH handle stands for, which fchmod(2) refuses to set: through its name in /proc,
    /// which leads to that very inode whatever has become of its real name.
    /// </summary>
    internal static int SetModeByPathHandle(SafeFileHandle handle, int mode)
    {
        var name = Encoding.ASCII.GetBytes($"/proc/self/fd/{handle.DangerousGetHandle()}\0");
        fixed (byte* path = name)
        {
            var errno = Errno.Of(FChModAt(Descriptors.WorkingDirectory, path, (uint)mode, 0));
            GC.KeepAlive(handle);
            return errno;
        }
    }

    internal static int SetMtime(SafeFileHandle file, UnixTime mtime)
    {
        if (!IsPlain(mtime))
        {
            return Errno.EINVAL;
        }
        var times = stackalloc Timespec[] { Timespec.Unchanged, Timespec.From(mtime) };
        return Errno.Of(FUtimeNs(file, times));
    }

    internal static int SetMtime(SafeFileHandle directory, ReadOnlySpan<byte> name, UnixTime mtime)
    {
        if (!IsPlain(mtime))
        {
            return Errno.EINVAL;
        }
        var times = stackalloc Timespec[] { Timespec.Unchanged, Timespec.From(mtime) };
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        fixed (byte* path = CString.Terminate(name, buffer))
        {
            return Errno.Of(UtimeNsAt(directory, path, times, NoFollow));
        }
    }

    /// <summary>Beyond a second, two values of the nanoseconds would mean "now" and "leave it".</summary>
    private static bool IsPlain(UnixTime time) =>
        time.Nanoseconds is >= 0 and < UnixTime.NanosecondsPerSecond;

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true)]
    private static partial int FChOwnAt(
        SafeFileHandle directory,
        byte* path,
        uint userId,
        uint groupId,
        int flags
    );

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int FChMod(SafeFileHandle file, uint mode);

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true)]
    private static partial int FChModAt(SafeFileHandle directory, byte* path, uint mode, int flags);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    private static partial int FUtimeNs(SafeFileHandle file, Timespec* times);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    private static partial int UtimeNsAt(SafeFileHandle directory, byte* path, Timespec* times, int flags);
}
