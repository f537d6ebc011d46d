using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>openat2(2) (Linux 5.6), by number: no C library has a function for it.</summary>
internal static unsafe partial class OpenBeneathCalls
{
    private const ulong NoMagicLinks = 2;
    private const ulong NoSymlinks = 4;
    private const ulong Beneath = 8;

    /// <summary>
    /// Opens an existing thing strictly beneath <paramref name="directory"/>, through no symbolic link at all.
    /// Null and an errno if it failed; ENOSYS, or EPERM in an old container, if Linux does not know the call.
    /// </summary>
    internal static SafeFileHandle? Open(
        SafeFileHandle directory,
        ReadOnlySpan<byte> path,
        int flags,
        out int errno
    )
    {
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        var how = new OpenHow((ulong)(flags | OpenFlags.CloseOnExec), NoMagicLinks | NoSymlinks | Beneath);
        nint descriptor;
        fixed (byte* name = CString.Terminate(path, buffer))
        {
            do
            {
                descriptor = OpenAt2(SystemCall.OpenAt2, directory, name, &how, OpenHow.Size);
                errno = Errno.Of(descriptor);
            } while (errno == Errno.EINTR);
        }
        return errno == 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint OpenAt2(
        nint number,
        SafeFileHandle directory,
        byte* path,
        OpenHow* how,
        nuint size
    );
}
