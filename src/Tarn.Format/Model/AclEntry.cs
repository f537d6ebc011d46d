using System.Buffers.Binary;

namespace Tarn.Format.Model;

/// <summary>
/// One entry of a POSIX ACL, as it is in the attribute that Linux keeps (linux/posix_acl_xattr.h; little-endian).
/// <code>
/// offset size field         value
///      0    2 tag           1 owner, 2 user, 4 group, 8 named group, 16 mask, 32 others
///      2    2 permissions   4 read, 2 write, 1 execute
///      4    4 number        of the user or group; all bits set for the other tags
/// </code>
/// </summary>
/// <param name="Tag">Whom it is about.</param>
/// <param name="Permissions">0 to 7, as in a mode.</param>
/// <param name="Number">Of the user or group; null for the other tags.</param>
internal readonly record struct AclEntry(AclTag Tag, int Permissions, uint? Number)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 8;

    private const uint NoNumber = uint.MaxValue;
    private const int MaxPermissions = 7;

    /// <summary>Whether a tag is about a user or group by number.</summary>
    public static bool HasNumber(AclTag tag) => tag is AclTag.User or AclTag.NamedGroup;

    /// <summary>Reads <see cref="Size"/> bytes; false if they are none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out AclEntry entry)
    {
        var tag = (AclTag)BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        var permissions = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        var number = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        entry = new AclEntry(tag, permissions, number == NoNumber ? null : number);
        return Enum.IsDefined(tag)
            && permissions <= MaxPermissions
            && HasNumber(tag) == entry.Number is not null;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)Tag);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)Permissions);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Number ?? NoNumber);
    }
}
