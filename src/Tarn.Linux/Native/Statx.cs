using System.Runtime.InteropServices;
using Tarn.Format.Model;

namespace Tarn.Linux.Native;

/// <summary>struct statx of linux/stat.h, as far as we use it.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal readonly struct Statx
{
    internal const int Size = 256;

    /// <summary>From this size on, bytes, reading a file takes a hundred times as long as one lseek(2).</summary>
    private const int AlwaysAsked = 64 << 10;

    [FieldOffset(16)]
    internal readonly uint Links;

    [FieldOffset(20)]
    internal readonly uint UserId;

    [FieldOffset(24)]
    internal readonly uint GroupId;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    internal readonly ulong Inode;

    [FieldOffset(40)]
    private readonly ulong _length;

    [FieldOffset(48)]
    private readonly ulong _blocks;

    [FieldOffset(96)]
    private readonly StatxTime _ctime;

    [FieldOffset(112)]
    private readonly StatxTime _mtime;

    [FieldOffset(128)]
    internal readonly uint DeviceMajor;

    [FieldOffset(132)]
    internal readonly uint DeviceMinor;

    [FieldOffset(136)]
    private readonly uint _fileSystemMajor;

    [FieldOffset(140)]
    private readonly uint _fileSystemMinor;

    internal FileKind Kind => (FileKind)(_mode & 0xF000);

    internal int Mode => _mode & Metadata.ModeMask;

    /// <summary>Bytes of content.</summary>
    internal long Length => (long)_length;

    /// <summary>
    /// Whether it is worth asking where a file has holes: it takes less room than its content has bytes (blocks are of
    /// 512), or is large. Room tells nothing where as much lies beyond the file's end (fallocate(2),
    /// FALLOC_FL_KEEP_SIZE), but a question for each of a million small files would be felt.
    /// </summary>
    internal bool MayHaveHoles => _blocks < _length / 512 || _length >= AlwaysAsked;

    internal UnixTime Mtime => new(_mtime.Seconds, (int)_mtime.Nanoseconds);

    internal FileIdentity Identity => new(Device, Inode, Links, new(_ctime.Seconds, (int)_ctime.Nanoseconds));

    /// <summary>The file system's number packed as stat(2) gives it (makedev of sys/sysmacros.h).</summary>
    internal ulong Device =>
        ((ulong)(_fileSystemMajor & 0xFFFF_F000) << 32)
        | ((ulong)(_fileSystemMajor & 0xFFF) << 8)
        | ((ulong)(_fileSystemMinor & 0xFFFF_FF00) << 12)
        | (_fileSystemMinor & 0xFF);

    /// <summary>Whether both describe the same inode.</summary>
    internal bool IsSameInode(in Statx other) => Inode == other.Inode && Device == other.Device;
}
