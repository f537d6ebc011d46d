using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Tarn.Acceptance.Harness;

/// <summary>
/// System calls on names of any bytes, none of them Tarn's own: the tests judge Tarn. A path is a string in which each
/// character, 1 to 255, is one byte.
/// </summary>
internal static partial class Posix
{
    internal const int Sigkill = 9;
    internal const int Sigterm = 15;
    internal const int Sigcont = 18;
    internal const int Sigstop = 19;

    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const int Cloexec = 0x80000;

    internal static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>The bytes that a text has as a name, one character for each.</summary>
    internal static string Name(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    internal static void MakeDirectory(string path) => Check(mkdir(Bytes(path), 0x1C0), path);

    internal static void MakeSymlink(string path, string target) =>
        Check(symlink(Bytes(target), Bytes(path)), path);

    internal static void MakeHardLink(string path, string existing) =>
        Check(linkat(CurrentDirectory, Bytes(existing), CurrentDirectory, Bytes(path), 0), path);

    internal static void MakeDevice(string path, bool isBlock, uint major, uint minor) =>
        Check(mknod(Bytes(path), (isBlock ? 0x6000u : 0x2000u) | 0x180, (major << 8) | minor), path);

    /// <summary>Gives an attribute to a link itself, not to what it leads to.</summary>
    internal static void SetAttribute(string path, string name, byte[] value) =>
        Check(lsetxattr(Bytes(path), Bytes(name), value, value.Length, 0), path);

    /// <summary>Whether files in a directory can have attributes of users.</summary>
    internal static bool HasAttributes(string directory) =>
        lsetxattr(Bytes(directory), Bytes("user.tarn"), [], 0, 0) == 0;

    /// <summary>Name and value, in hex, of each attribute, in the order of the names.</summary>
    internal static string Attributes(string path)
    {
        var names = new byte[65_536];
        var length = llistxattr(Bytes(path), names, names.Length);
        Check((int)Math.Min(length, 0), path);
        var value = new byte[65_536];
        return string.Join(
            ' ',
            Encoding
                .Latin1.GetString(names, 0, (int)length)
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    var size = lgetxattr(Bytes(path), Bytes(name), value, value.Length);
                    Check((int)Math.Min(size, 0), path);
                    return $"{name}={Convert.ToHexStringLower(value, 0, (int)size)}";
                })
        );
    }

    /// <summary>Offset and length of each run of a file that is no hole.</summary>
    internal static string Extents(SafeFileHandle file, long size)
    {
        var extents = new StringBuilder();
        for (var position = 0L; position < size; )
        {
            var data = lseek(file, position, 3); // SEEK_DATA
            if (data < 0)
            {
                break;
            }
            position = lseek(file, data, 4); // SEEK_HOLE
            extents.Append(System.Globalization.CultureInfo.InvariantCulture, $"{data}+{position - data} ");
        }
        Check(lseek(file, 0, 0) == 0 ? 0 : -1, "the file");
        return extents.ToString();
    }

    internal static void MakeFifo(string path) => Check(mkfifo(Bytes(path), 0x180), path);

    internal static void SetMode(string path, uint mode) => Check(chmod(Bytes(path), mode), path);

    internal static void SetOwner(string path, uint user, uint group) =>
        Check(lchown(Bytes(path), user, group), path);

    internal static unsafe void SetTime(string path, long seconds, long nanoseconds)
    {
        long* times = stackalloc long[] { seconds, nanoseconds, seconds, nanoseconds };
        Check(utimensat(CurrentDirectory, Bytes(path), times, NoFollow), path);
    }

    internal static void Kill(int process, int signal) => Check(kill(process, signal), $"process {process}");

    internal static FileStream Create(string path) =>
        new(Open(path, 0x1 | 0x40 | 0x80 | Cloexec), FileAccess.Write);

    internal static FileStream OpenRead(string path) => new(Open(path, Cloexec), FileAccess.Read);

    internal static unsafe string ReadLink(string path)
    {
        var buffer = new byte[4096];
        fixed (byte* start = buffer)
        {
            var length = readlink(Bytes(path), start, buffer.Length);
            Check((int)Math.Min(length, 0), path);
            return Encoding.Latin1.GetString(buffer, 0, (int)length);
        }
    }

    internal static unsafe List<string> Names(string directory)
    {
        var handle = opendir(Bytes(directory));
        Check(handle == 0 ? -1 : 0, directory);
        var names = new List<string>();
        for (var entry = readdir(handle); entry != null; entry = readdir(handle))
        {
            // struct dirent: inode, offset, length, type, and the name at 19.
            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + 19);
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                names.Add(Encoding.Latin1.GetString(name));
            }
        }
        Check(closedir(handle), directory);
        return names;
    }

    /// <summary>What lstat tells.</summary>
    internal static unsafe Status StatusOf(string path)
    {
        Status status;
        Check(statx(CurrentDirectory, Bytes(path), NoFollow, 0x7FF, &status), path);
        return status;
    }

    internal static unsafe bool Exists(string path)
    {
        Status status;
        return statx(CurrentDirectory, Bytes(path), NoFollow, 0x7FF, &status) == 0;
    }

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = open(Bytes(path), flags, 0x180);
        Check(Math.Min(descriptor, 0), path);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static byte[] Bytes(string path) => Encoding.Latin1.GetBytes(path + "\0");

    private static void Check(int result, string path)
    {
        if (result != 0)
        {
            throw new Win32Exception(
                Marshal.GetLastPInvokeError(),
                $"{path}: errno {Marshal.GetLastPInvokeError()}"
            );
        }
    }

    /// <summary>struct statx of the kernel: the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal readonly struct Status
    {
        [FieldOffset(16)]
        internal readonly uint Links;

        [FieldOffset(20)]
        internal readonly uint User;

        [FieldOffset(24)]
        internal readonly uint Group;

        [FieldOffset(28)]
        internal readonly ushort TypeAndMode;

        [FieldOffset(32)]
        internal readonly ulong Inode;

        [FieldOffset(40)]
        internal readonly long Size;

        [FieldOffset(112)]
        internal readonly long Seconds;

        [FieldOffset(120)]
        internal readonly uint Nanoseconds;

        [FieldOffset(128)]
        internal readonly ulong Node;

        [FieldOffset(136)]
        internal readonly ulong Device;
    }

#pragma warning disable IDE1006, SA1300 // The names of the C library.
    private const string C = "libc";

    [LibraryImport(C, SetLastError = true)]
    private static partial int mkdir(byte[] path, uint mode);

    [LibraryImport(C, SetLastError = true)]
    private static partial int symlink(byte[] target, byte[] path);

    [LibraryImport(C, SetLastError = true)]
    private static partial int linkat(
        int fromDirectory,
        byte[] existing,
        int toDirectory,
        byte[] path,
        int flags
    );

    [LibraryImport(C, SetLastError = true)]
    private static partial int mkfifo(byte[] path, uint mode);

    [LibraryImport(C, SetLastError = true)]
    private static partial int mknod(byte[] path, uint mode, ulong device);

    [LibraryImport(C, SetLastError = true)]
    private static partial int lsetxattr(byte[] path, byte[] name, byte[] value, nint size, int flags);

    [LibraryImport(C, SetLastError = true)]
    private static partial nint llistxattr(byte[] path, byte[] names, nint size);

    [LibraryImport(C, SetLastError = true)]
    private static partial nint lgetxattr(byte[] path, byte[] name, byte[] value, nint size);

    [LibraryImport(C, SetLastError = true)]
    private static partial long lseek(SafeFileHandle file, long offset, int whence);

    [LibraryImport(C, SetLastError = true)]
    private static partial int chmod(byte[] path, uint mode);

    [LibraryImport(C, SetLastError = true)]
    private static partial int lchown(byte[] path, uint user, uint group);

    [LibraryImport(C, SetLastError = true)]
    private static unsafe partial int utimensat(int directory, byte[] path, long* times, int flags);

    [LibraryImport(C, SetLastError = true)]
    private static partial int open(byte[] path, int flags, uint mode);

    [LibraryImport(C, SetLastError = true)]
    private static unsafe partial nint readlink(byte[] path, byte* buffer, nint size);

    [LibraryImport(C, SetLastError = true)]
    private static unsafe partial int statx(int directory, byte[] path, int flags, uint mask, Status* status);

    [LibraryImport(C, SetLastError = true)]
    private static partial nint opendir(byte[] path);

    [LibraryImport(C, SetLastError = true)]
    private static unsafe partial byte* readdir(nint directory);

    [LibraryImport(C, SetLastError = true)]
    private static partial int closedir(nint directory);

    [LibraryImport(C, SetLastError = true)]
    private static partial int kill(int process, int signal);
}
