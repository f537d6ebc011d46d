using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>statx(2). Each method returns an errno, 0 if it worked.</summary>
internal static unsafe partial class StatusCalls
{
    private const int NoFollow = 0x100;
    private const int NoAutomount = 0x800;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;

    /// <summary>Of <paramref name="name"/> itself, also if it is a symbolic link.</summary>
    internal static int OfName(SafeFileHandle directory, ReadOnlySpan<byte> name, out Statx status)
    {
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        fixed (byte* path = CString.Terminate(name, buffer))
        {
            return Read(directory, path, NoFollow | NoAutomount, out status);
        }
    }

    /// <summary>Of what a handle stands for.</summary>
    internal static int OfHandle(SafeFileHandle handle, out Statx status)
    {
        byte nothing = 0;
        return Read(handle, &nothing, EmptyPath, out status);
    }

    private static int Read(SafeFileHandle directory, byte* path, int flags, out Statx status)
    {
        int errno;
        do
        {
            errno = Errno.Of(Statx(directory, path, flags, BasicStats, out status));
        } while (errno == Errno.EINTR);
        return errno;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(
        SafeFileHandle directory,
        byte* path,
        int flags,
        uint mask,
        out Statx status
    );
}
