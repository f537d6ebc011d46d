using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>Renaming, linking and removing names. Each method returns an errno, 0 if it worked.</summary>
internal static unsafe partial class NameCalls
{
    /// <summary>RENAME_NOREPLACE of linux/fs.h.</summary>
    private const nint NoReplace = 1;

    /// <summary>Gives something in a directory another name there; what had that name is gone.</summary>
    internal static int Replace(SafeFileHandle directory, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) =>
        Rename(directory, from, to, 0);

    /// <summary>
    /// The same, but EEXIST if the name is taken; EINVAL if the file system cannot promise that, ENOSYS if Linux
    /// cannot.
    /// </summary>
    internal static int RenameNew(SafeFileHandle directory, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) =>
        Rename(directory, from, to, NoReplace);

    /// <summary>linkat(2); a symbolic link is linked itself, not what it points to.</summary>
    internal static int Link(
        SafeFileHandle fromDirectory,
        ReadOnlySpan<byte> from,
        SafeFileHandle toDirectory,
        ReadOnlySpan<byte> to
    )
    {
        Span<byte> fromBuffer = stackalloc byte[CString.StackSize];
        Span<byte> toBuffer = stackalloc byte[CString.StackSize];
        fixed (byte* fromPath = CString.Terminate(from, fromBuffer))
        fixed (byte* toPath = CString.Terminate(to, toBuffer))
        {
            return Errno.Of(LinkAt(fromDirectory, fromPath, toDirectory, toPath, 0));
        }
    }

    /// <summary>unlinkat(2), for anything but a directory.</summary>
    internal static int Remove(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[CString.StackSize];
        fixed (byte* path = CString.Terminate(name, buffer))
        {
            return Errno.Of(UnlinkAt(directory, path, 0));
        }
    }

    private static int Rename(
        SafeFileHandle directory,
        ReadOnlySpan<byte> from,
        ReadOnlySpan<byte> to,
        nint flags
    )
    {
        Span<byte> fromBuffer = stackalloc byte[CString.StackSize];
        Span<byte> toBuffer = stackalloc byte[CString.StackSize];
        fixed (byte* fromPath = CString.Terminate(from, fromBuffer))
        fixed (byte* toPath = CString.Terminate(to, toBuffer))
        {
            return flags == 0
                ? Errno.Of(RenameAt(directory, fromPath, directory, toPath))
                : Errno.Of(RenameAt2(SystemCall.RenameAt2, directory, fromPath, directory, toPath, flags));
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    private static partial int RenameAt(
        SafeFileHandle fromDirectory,
        byte* from,
        SafeFileHandle toDirectory,
        byte* to
    );

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint RenameAt2(
        nint number,
        SafeFileHandle fromDirectory,
        byte* from,
        SafeFileHandle toDirectory,
        byte* to,
        nint flags
    );

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    private static partial int LinkAt(
        SafeFileHandle fromDirectory,
        byte* from,
        SafeFileHandle toDirectory,
        byte* to,
        int flags
    );

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int UnlinkAt(SafeFileHandle directory, byte* path, int flags);
}
