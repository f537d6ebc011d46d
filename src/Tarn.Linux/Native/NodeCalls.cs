using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;

namespace Tarn.Linux.Native;

/// <summary>Symbolic links, named pipes and devices. An errno of 0 says that the call worked.</summary>
internal static unsafe partial class NodeCalls
{
    /// <summary>symlinkat(2).</summary>
    internal static int MakeSymlink(
        ReadOnlySpan<byte> target,
        SafeFileHandle directory,
        ReadOnlySpan<byte> name
    )
    {
        Span<byte> targetBuffer = stackalloc byte[CString.StackSize];
        Span<byte> nameBuffer = stackalloc byte[CString.StackSize];
        fixed (byte* targetPath = CString.Terminate(target, targetBuffer))
        fixed (byte* path = CString.Terminate(name, nameBuffer))
        {
            return Errno.Of(SymlinkAt(targetPath, directory, path));
        }
    }

    /// <summary>readlinkat(2); EINVAL if <paramref name="name"/> is not a symbolic link.</summary>
    internal static int ReadSymlink(SafeFileHandle directory, ReadOnlySpan<byte> name, out ByteString target)
    {
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        fixed (byte* path = CString.Terminate(name, buffer))
        {
            // A full buffer may mean that there is more, so the target must leave a byte of it free.
            for (var size = 1024; ; size *= 4)
            {
                Span<byte> bytes = new byte[size];
                fixed (byte* start = bytes)
                {
                    var length = ReadLinkAt(directory, path, start, (nuint)size);
                    if (length < size)
                    {
                        target = length < 0 ? default : new ByteString(bytes[..(int)length]);
                        return Errno.Of(length);
                    }
                }
            }
        }
    }

    /// <summary>mknodat(2), for what has no content; the umask takes bits from <paramref name="mode"/>.</summary>
    internal static int MakeNode(
        SafeFileHandle directory,
        ReadOnlySpan<byte> name,
        FileKind kind,
        int mode,
        uint deviceMajor,
        uint deviceMinor
    )
    {
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        fixed (byte* path = CString.Terminate(name, buffer))
        {
            // 12 bits of major and 20 of minor number: new_encode_dev of linux/kdev_t.h.
            if (deviceMajor > 0xFFF || deviceMinor > 0xF_FFFF)
            {
                return Errno.EINVAL;
            }
            var device = (deviceMinor & 0xFF) | (deviceMajor << 8) | ((deviceMinor & ~0xFFu) << 12);
            return Errno.Of(
                MkNodAt(SystemCall.MkNodAt, directory, path, (nint)((int)kind | mode), (nint)device)
            );
        }
    }

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    private static partial int SymlinkAt(byte* target, SafeFileHandle directory, byte* path);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    private static partial nint ReadLinkAt(SafeFileHandle directory, byte* path, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint MkNodAt(
        nint number,
        SafeFileHandle directory,
        byte* path,
        nint mode,
        nint device
    );
}
