using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>
/// Extended attributes (xattr(7)) of what a handle stands for or, never following a symbolic link, of a name in a
/// directory. An errno of 0 says that the call worked.
/// </summary>
internal static unsafe partial class AttributeCalls
{
    /// <summary>Longest list of names and longest value, bytes: XATTR_LIST_MAX and XATTR_SIZE_MAX of linux/limits.h.</summary>
    internal const int MaxLength = 65_536;

    /// <summary>Longest path of a handle in /proc, with a slash and a NUL: a descriptor has at most ten digits.</summary>
    private const int HandlePathLength = 32;

    private const int LongestPath = HandlePathLength + CString.StackSize;

    /// <summary>The names, each with a NUL behind it: how many bytes came.</summary>
    internal static int List(SafeFileHandle file, Span<byte> names, out int errno)
    {
        fixed (byte* buffer = names)
        {
            return Length(FListXattr(file, buffer, (nuint)names.Length), out errno);
        }
    }

    /// <summary>The same of <paramref name="name"/> in a directory.</summary>
    internal static int List(
        SafeFileHandle directory,
        ReadOnlySpan<byte> name,
        Span<byte> names,
        out int errno
    )
    {
        Span<byte> stack = stackalloc byte[LongestPath];
        fixed (byte* path = PathOf(directory, name, stack))
        fixed (byte* buffer = names)
        {
            var length = Length(LListXattr(path, buffer, (nuint)names.Length), out errno);
            GC.KeepAlive(directory);
            return length;
        }
    }

    /// <summary>The value of one attribute: how many bytes came.</summary>
    internal static int Get(
        SafeFileHandle file,
        ReadOnlySpan<byte> attribute,
        Span<byte> value,
        out int errno
    )
    {
        Span<byte> stack = stackalloc byte[CString.StackSize];
        fixed (byte* name = CString.Terminate(attribute, stack))
        fixed (byte* buffer = value)
        {
            return Length(FGetXattr(file, name, buffer, (nuint)value.Length), out errno);
        }
    }

    /// <summary>The same of <paramref name="name"/> in a directory.</summary>
    internal static int Get(
        SafeFileHandle directory,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> attribute,
        Span<byte> value,
        out int errno
    )
    {
        Span<byte> pathStack = stackalloc byte[LongestPath];
        Span<byte> stack = stackalloc byte[CString.StackSize];
        fixed (byte* path = PathOf(directory, name, pathStack))
        fixed (byte* attributeName = CString.Terminate(attribute, stack))
        fixed (byte* buffer = value)
        {
            var length = Length(LGetXattr(path, attributeName, buffer, (nuint)value.Length), out errno);
            GC.KeepAlive(directory);
            return length;
        }
    }

    /// <summary>Makes or replaces an attribute of an open file or directory.</summary>
    internal static int Set(SafeFileHandle file, ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        Span<byte> stack = stackalloc byte[CString.StackSize];
        fixed (byte* name = CString.Terminate(attribute, stack))
        fixed (byte* bytes = value)
        {
            return Errno.Of(FSetXattr(file, name, bytes, (nuint)value.Length, 0));
        }
    }

    /// <summary>
    /// The same of what an O_PATH handle stands for, which fsetxattr(2) refuses: through its name in /proc, which
    /// leads to that very inode, also if it is a symbolic link.
    /// </summary>
    internal static int SetByPathHandle(
        SafeFileHandle handle,
        ReadOnlySpan<byte> attribute,
        ReadOnlySpan<byte> value
    )
    {
        Span<byte> pathStack = stackalloc byte[LongestPath];
        Span<byte> stack = stackalloc byte[CString.StackSize];
        fixed (byte* path = PathOf(handle, [], pathStack))
        fixed (byte* name = CString.Terminate(attribute, stack))
        fixed (byte* bytes = value)
        {
            var errno = Errno.Of(SetXattr(path, name, bytes, (nuint)value.Length, 0));
            GC.KeepAlive(handle);
            return errno;
        }
    }

    /// <summary>Takes an attribute of an open file or directory away; ENODATA if there is none.</summary>
    internal static int Remove(SafeFileHandle file, ReadOnlySpan<byte> attribute)
    {
        Span<byte> stack = stackalloc byte[CString.StackSize];
        fixed (byte* name = CString.Terminate(attribute, stack))
        {
            return Errno.Of(FRemoveXattr(file, name));
        }
    }

    /// <summary>The same of what an O_PATH handle stands for.</summary>
    internal static int RemoveByPathHandle(SafeFileHandle handle, ReadOnlySpan<byte> attribute)
    {
        Span<byte> pathStack = stackalloc byte[LongestPath];
        Span<byte> stack = stackalloc byte[CString.StackSize];
        fixed (byte* path = PathOf(handle, [], pathStack))
        fixed (byte* name = CString.Terminate(attribute, stack))
        {
            var errno = Errno.Of(RemoveXattr(path, name));
            GC.KeepAlive(handle);
            return errno;
        }
    }

    private static int Length(nint result, out int errno)
    {
        errno = Errno.Of(result);
        return errno == 0 ? (int)result : 0;
    }

    private static ReadOnlySpan<byte> PathOf(
        SafeFileHandle handle,
        ReadOnlySpan<byte> name,
        Span<byte> buffer
    )
    {
        var prefix = "/proc/self/fd/"u8;
        prefix.CopyTo(buffer);
        Utf8Formatter.TryFormat((int)handle.DangerousGetHandle(), buffer[prefix.Length..], out var digits);
        var at = prefix.Length + digits;
        if (!name.IsEmpty)
        {
            buffer[at++] = (byte)'/';
        }
        var path = at + name.Length < buffer.Length ? buffer : new byte[at + name.Length + 1];
        buffer[..at].CopyTo(path);
        name.CopyTo(path[at..]);
        path[at + name.Length] = 0;
        return path;
    }

    [LibraryImport("libc", EntryPoint = "flistxattr", SetLastError = true)]
    private static partial nint FListXattr(SafeFileHandle file, byte* names, nuint size);

    [LibraryImport("libc", EntryPoint = "llistxattr", SetLastError = true)]
    private static partial nint LListXattr(byte* path, byte* names, nuint size);

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true)]
    private static partial nint FGetXattr(SafeFileHandle file, byte* attribute, byte* value, nuint size);

    [LibraryImport("libc", EntryPoint = "lgetxattr", SetLastError = true)]
    private static partial nint LGetXattr(byte* path, byte* attribute, byte* value, nuint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true)]
    private static partial int FSetXattr(
        SafeFileHandle file,
        byte* attribute,
        byte* value,
        nuint size,
        int flags
    );

    [LibraryImport("libc", EntryPoint = "fremovexattr", SetLastError = true)]
    private static partial int FRemoveXattr(SafeFileHandle file, byte* attribute);

    [LibraryImport("libc", EntryPoint = "removexattr", SetLastError = true)]
    private static partial int RemoveXattr(byte* path, byte* attribute);

    [LibraryImport("libc", EntryPoint = "setxattr", SetLastError = true)]
    private static partial int SetXattr(byte* path, byte* attribute, byte* value, nuint size, int flags);
}
