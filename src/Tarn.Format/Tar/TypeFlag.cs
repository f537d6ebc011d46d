namespace Tarn.Format.Tar;

/// <summary>The type byte of a tar header (POSIX.1-2017, pax; the capital letters are GNU tar's).</summary>
internal enum TypeFlag : byte
{
    /// <summary>A regular file, in archives older than ustar (NUL).</summary>
    OldRegular = 0,

    /// <summary>A regular file, <c>0</c>.</summary>
    Regular = (byte)'0',

    /// <summary>A hard link to an earlier member, <c>1</c>.</summary>
    HardLink = (byte)'1',

    /// <summary>A symbolic link, <c>2</c>.</summary>
    Symlink = (byte)'2',

    /// <summary>A character device, <c>3</c>.</summary>
    CharacterDevice = (byte)'3',

    /// <summary>A block device, <c>4</c>.</summary>
    BlockDevice = (byte)'4',

    /// <summary>A directory, <c>5</c>.</summary>
    Directory = (byte)'5',

    /// <summary>A named pipe, <c>6</c>.</summary>
    Fifo = (byte)'6',

    /// <summary>A contiguous file, which everybody treats as a regular one, <c>7</c>.</summary>
    Contiguous = (byte)'7',

    /// <summary>pax records for the next member, <c>x</c>.</summary>
    ExtendedHeader = (byte)'x',

    /// <summary>pax records for all members that follow, <c>g</c>.</summary>
    GlobalHeader = (byte)'g',

    /// <summary>The next member's name, NUL-terminated, <c>L</c>.</summary>
    LongName = (byte)'L',

    /// <summary>The next member's link target, NUL-terminated, <c>K</c>.</summary>
    LongLink = (byte)'K',

    /// <summary>The rest of a member that began in an earlier volume (GNU tar), <c>M</c>.</summary>
    MultiVolume = (byte)'M',

    /// <summary>A sparse file whose map is in the header and the blocks behind it (GNU tar), <c>S</c>.</summary>
    OldSparse = (byte)'S',

    /// <summary>The label of a volume (GNU tar), <c>V</c>.</summary>
    VolumeLabel = (byte)'V',
}
