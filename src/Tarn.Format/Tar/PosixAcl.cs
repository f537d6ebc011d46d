using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Tarn.Format.Tar;

/// <summary>
/// POSIX ACLs in the two forms there are: what Linux keeps in an attribute, and the text that tars hold, whose
/// users and groups are numbers (spec/tar.md, "Extended attributes").
/// <code>
/// offset size field                 value (linux/posix_acl_xattr.h; little-endian)
///      0    4 version               2
///   4+8n    2 tag                   1 owner, 2 user, 4 group, 8 named group, 16 mask, 32 others
///   6+8n    2 permissions           4 read, 2 write, 1 execute
///   8+8n    4 number                of the user or group; all bits set for the other tags
/// </code>
/// </summary>
internal static class PosixAcl
{
    private const uint Version = 2;
    private const int HeaderSize = 4;
    private const int EntrySize = 8;
    private const uint NoNumber = uint.MaxValue;
    private const int MaxPermissions = 7;
    private const int MinFields = 3;
    private const int MaxFields = 4;

    /// <summary>Longest entry as text: a comma, <c>group:</c>, ten digits, a colon, permissions.</summary>
    private const int LongestText = 21;

    private enum Tag : ushort
    {
        Owner = 1,
        User = 2,
        Group = 4,
        NamedGroup = 8,
        Mask = 16,
        Others = 32,
    }

    /// <summary>Appends the text of an attribute's value, its entries joined by commas; false if it is not of that form.</summary>
    public static bool TryFormat(ReadOnlySpan<byte> value, IBufferWriter<byte> text)
    {
        if (
            value.Length <= HeaderSize
            || (value.Length - HeaderSize) % EntrySize != 0
            || BinaryPrimitives.ReadUInt32LittleEndian(value) != Version
        )
        {
            return false;
        }
        for (var rest = value[HeaderSize..]; !rest.IsEmpty; rest = rest[EntrySize..])
        {
            var tag = (Tag)BinaryPrimitives.ReadUInt16LittleEndian(rest);
            var permissions = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
            var number = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (
                !Enum.IsDefined(tag)
                || permissions > MaxPermissions
                || tag is Tag.User or Tag.NamedGroup != number is not NoNumber
            )
            {
                return false;
            }
            WriteEntry(tag, permissions, number, isFirst: rest.Length == value.Length - HeaderSize, text);
        }
        return true;
    }

    /// <summary>
    /// Appends the value that a text means; false if it is no ACL, or names a user or group without its number. Its
    /// entries may be lines as well, as GNU tar writes them, and have the number in a fourth field, as star and bsdtar do.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, IBufferWriter<byte> value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(value.GetSpan(HeaderSize), Version);
        value.Advance(HeaderSize);
        var entries = 0;
        foreach (var range in text.SplitAny("\n,"u8))
        {
            var entry = text[range].Trim((byte)' ');
            if (entry.IsEmpty)
            {
                continue;
            }
            if (!TryParseEntry(entry, value.GetSpan(EntrySize)))
            {
                return false;
            }
            value.Advance(EntrySize);
            entries++;
        }
        return entries > 0;
    }

    private static void WriteEntry(
        Tag tag,
        int permissions,
        uint number,
        bool isFirst,
        IBufferWriter<byte> text
    )
    {
        var line = text.GetSpan(LongestText);
        var at = 0;
        if (!isFirst)
        {
            line[at++] = (byte)',';
        }
        var name = NameOf(tag);
        name.CopyTo(line[at..]);
        at += name.Length;
        line[at++] = (byte)':';
        if (tag is Tag.User or Tag.NamedGroup)
        {
            Utf8Formatter.TryFormat(number, line[at..], out var digits);
            at += digits;
        }
        line[at++] = (byte)':';
        line[at++] = (permissions & 4) != 0 ? (byte)'r' : (byte)'-';
        line[at++] = (permissions & 2) != 0 ? (byte)'w' : (byte)'-';
        line[at++] = (permissions & 1) != 0 ? (byte)'x' : (byte)'-';
        text.Advance(at);
    }

    private static bool TryParseEntry(ReadOnlySpan<byte> text, Span<byte> entry)
    {
        Span<Range> fields = stackalloc Range[MaxFields];
        var count = 0;
        foreach (var field in text.Split((byte)':'))
        {
            if (count == MaxFields)
            {
                return false;
            }
            fields[count++] = field;
        }
        if (count < MinFields)
        {
            return false;
        }
        var qualifier = text[fields[1]];
        var isNamed = !qualifier.IsEmpty;
        var number = NoNumber;
        if (isNamed && !TryParseNumber(qualifier, out number))
        {
            number = count == MaxFields && TryParseNumber(text[fields[3]], out var other) ? other : NoNumber;
        }
        if (
            !TryParseTag(text[fields[0]], isNamed, out var tag)
            || !TryParsePermissions(text[fields[2]], out var permissions)
            || isNamed != number is not NoNumber
        )
        {
            return false;
        }
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)permissions);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], number);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<byte> text, out uint number) =>
        Utf8Parser.TryParse(text, out number, out var read) && read == text.Length;

    private static bool TryParseTag(ReadOnlySpan<byte> text, bool isNamed, out Tag tag)
    {
        tag =
            text.SequenceEqual("user"u8) ? (isNamed ? Tag.User : Tag.Owner)
            : text.SequenceEqual("group"u8) ? (isNamed ? Tag.NamedGroup : Tag.Group)
            : text.SequenceEqual("mask"u8) && !isNamed ? Tag.Mask
            : text.SequenceEqual("other"u8) && !isNamed ? Tag.Others
            : default;
        return tag != default;
    }

    private static bool TryParsePermissions(ReadOnlySpan<byte> text, out int permissions)
    {
        permissions = 0;
        if (text.Length != 3)
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)'-' && text[i] != "rwx"u8[i])
            {
                return false;
            }
            permissions = (permissions << 1) | (text[i] == (byte)'-' ? 0 : 1);
        }
        return true;
    }

    private static ReadOnlySpan<byte> NameOf(Tag tag) =>
        tag switch
        {
            Tag.Owner or Tag.User => "user"u8,
            Tag.Group or Tag.NamedGroup => "group"u8,
            Tag.Mask => "mask"u8,
            _ => "other"u8,
        };
}
