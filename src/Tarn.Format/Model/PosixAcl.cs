using System.Buffers.Binary;

namespace Tarn.Format.Model;

/// <summary>
/// POSIX ACLs as the values of attributes that Linux keeps: a version, 2, in four bytes, little-endian, then the entries
/// (linux/posix_acl_xattr.h).
/// </summary>
public static class PosixAcl
{
    private const uint Version = 2;
    private const int HeaderSize = 4;

    /// <summary>
    /// What the ACL of a file gives to the file's group, 0 to 7; 0 if <paramref name="value"/> is no ACL.
    /// </summary>
    public static int GroupPermissions(ReadOnlySpan<byte> value) =>
        TryParse(value, out var entries)
            ? entries.FirstOrDefault(entry => entry.Tag == AclTag.Group).Permissions
            : 0;

    /// <summary>Reads a value; false if it is not of that form, or has no entries.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> value, out IReadOnlyList<AclEntry> entries)
    {
        var found = new List<AclEntry>();
        entries = found;
        if (value.Length <= HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(value) != Version)
        {
            return false;
        }
        for (var rest = value[HeaderSize..]; !rest.IsEmpty; rest = rest[AclEntry.Size..])
        {
            if (rest.Length < AclEntry.Size || !AclEntry.TryParse(rest, out var entry))
            {
                return false;
            }
            found.Add(entry);
        }
        return true;
    }

    /// <summary>The value that holds these entries.</summary>
    internal static byte[] Format(IReadOnlyList<AclEntry> entries)
    {
        var value = new byte[HeaderSize + (entries.Count * AclEntry.Size)];
        BinaryPrimitives.WriteUInt32LittleEndian(value, Version);
        for (var i = 0; i < entries.Count; i++)
        {
            entries[i].WriteTo(value.AsSpan(HeaderSize + (i * AclEntry.Size)));
        }
        return value;
    }
}
