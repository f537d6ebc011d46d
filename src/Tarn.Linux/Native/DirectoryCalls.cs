using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>Making and listing directories. An errno of 0 says that the call worked.</summary>
internal static unsafe partial class DirectoryCalls
{
    /// <summary>mkdirat(2); the umask takes bits from <paramref name="mode"/>.</summary>
    internal static int Make(SafeFileHandle directory, ReadOnlySpan<byte> name, int mode)
    {
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        fixed (byte* path = CString.Terminate(name, buffer))
        {
            return Errno.Of(MkDirAt(directory, path, (uint)mode));
        }
    }

    /// <summary>getdents64(2): how many bytes of records came, 0 at the end.</summary>
    internal static int ReadEntries(SafeFileHandle directory, Span<byte> buffer, out int errno)
    {
        fixed (byte* records = buffer)
        {
            nint count;
            do
            {
                count = GetDents64(SystemCall.GetDents64, directory, records, (nuint)buffer.Length);
                errno = Errno.Of(count);
            } while (errno == Errno.EINTR);
            return errno == 0 ? (int)count : 0;
        }
    }

    /// <summary>The process's working directory, absolute; empty and an errno if it has none any more.</summary>
    internal static ReadOnlySpan<byte> GetWorkingDirectory(out int errno)
    {
        for (var size = 4096; ; size *= 2)
        {
            var buffer = new byte[size];
            fixed (byte* path = buffer)
            {
                errno = GetCwd(path, (nuint)size) == 0 ? Marshal.GetLastPInvokeError() : 0;
            }
            if (errno != Errno.ERANGE)
            {
                return buffer.AsSpan(0, errno == 0 ? buffer.IndexOf((byte)0) : 0);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    private static partial int MkDirAt(SafeFileHandle directory, byte* path, uint mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint GetDents64(nint number, SafeFileHandle directory, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "getcwd", SetLastError = true)]
    private static partial nint GetCwd(byte* buffer, nuint size);
}
