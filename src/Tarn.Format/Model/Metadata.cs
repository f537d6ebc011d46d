using Tarn.Format.Bytes;

namespace Tarn.Format.Model;

/// <summary>What every entry has besides its name and content.</summary>
/// <param name="Mode">Permission, set-id and sticky bits: 0 to 4095 (octal 7777).</param>
/// <param name="UserId">Owner by number.</param>
/// <param name="GroupId">Group by number.</param>
/// <param name="UserName">Owner by name; empty if unknown.</param>
/// <param name="GroupName">Group by name; empty if unknown.</param>
/// <param name="Mtime">Last change of the content.</param>
public sealed record Metadata(
    int Mode,
    uint UserId,
    uint GroupId,
    ByteString UserName,
    ByteString GroupName,
    UnixTime Mtime
)
{
    /// <summary>The bits of a mode that are kept: permissions, set-id, sticky (POSIX, sys/stat.h).</summary>
    public const int ModeMask = 0xFFF;

    /// <summary>That of something of which none is known: only its owner, the superuser, may read it.</summary>
    public static Metadata Unknown { get; } = new(0x180, 0, 0, default, default, default); // 0600

    /// <summary>Extended attributes, POSIX ACLs among them.</summary>
    public ExtendedAttributes Attributes { get; init; } = ExtendedAttributes.None;
}
