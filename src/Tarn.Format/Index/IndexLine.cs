using System.Text.Json.Serialization;
using Tarn.Format.Bytes;

namespace Tarn.Format.Index;

/// <summary>One line of the index as JSON (spec/index.md, "Lines"); members that do not apply are left out.</summary>
internal sealed class IndexLine
{
    /// <summary>Name in the archive.</summary>
    public ByteString Path { get; set; }

    /// <summary>One of <see cref="IndexLines"/>' type names.</summary>
    public string Type { get; set; } = "";

    /// <summary>Permission, set-id and sticky bits as a decimal number.</summary>
    public int Mode { get; set; }

    /// <summary>Owner by number.</summary>
    public uint Uid { get; set; }

    /// <summary>Group by number.</summary>
    public uint Gid { get; set; }

    /// <summary>Owner by name.</summary>
    public ByteString? User { get; set; }

    /// <summary>Group by name.</summary>
    public ByteString? Group { get; set; }

    /// <summary>Bytes of content.</summary>
    public long? Size { get; set; }

    /// <summary>Last change of the content: seconds, nanoseconds.</summary>
    public long[] Mtime { get; set; } = [];

    /// <summary>Last change of the inode: seconds, nanoseconds.</summary>
    public long[] Ctime { get; set; } = [];

    /// <summary>The file system's number.</summary>
    public ulong Dev { get; set; }

    /// <summary>The inode's number.</summary>
    public ulong Ino { get; set; }

    /// <summary>How many names the inode has.</summary>
    public uint Links { get; set; }

    /// <summary>What a symbolic link points to; the first name of a hard link.</summary>
    public ByteString? Target { get; set; }

    /// <summary>Device numbers: major, minor.</summary>
    public uint[]? Device { get; set; }

    /// <summary>Algorithm and hex digits.</summary>
    public string? Hash { get; set; }

    /// <summary>Names of flags.</summary>
    public string[]? Flags { get; set; }

    /// <summary>The volume the entry begins in.</summary>
    public int Volume { get; set; }

    /// <summary>Where its first segment begins in that volume.</summary>
    public long Offset { get; set; }

    /// <summary>The sequence of that segment.</summary>
    public long Sequence { get; set; }

    /// <summary>Where its headers begin in the tar stream.</summary>
    [JsonPropertyName("tar_offset")]
    public long TarOffset { get; set; }
}
