using System.Buffers;
using System.Buffers.Text;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// POSIX ACLs as the text that tars hold, whose users and groups are numbers: <c>TAG:NUMBER:PERMISSIONS</c> for each
/// entry, joined by commas (spec/tar.md, "Extended attributes").
/// </summary>
internal static class AclText
{
    private const int MinFields = 3;
    private const int MaxFields = 4;

    /// <summary>Longest entry as text: a comma, <c>group:</c>, ten digits, a colon, permissions.</summary>
    private const int LongestEntry = 21;

    /// <summary>Appends the text of an ACL.</summary>
    public static void Write(IReadOnlyList<AclEntry> acl, IBufferWriter<byte> text)
    {
        for (var i = 0; i < acl.Count; i++)
        {
            if (i > 0)
            {
                text.Write(","u8);
            }
            WriteEntry(acl[i], text);
        }
    }

    /// <summary>
    /// Reads a text; false if it is no ACL, or names a user or group without its number. Its entries may be lines as
    /// well, as GNU tar writes them, and have the number in a fourth field, as star and bsdtar do.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out IReadOnlyList<AclEntry> acl)
    {
        var found = new List<AclEntry>();
        acl = found;
        foreach (var range in text.SplitAny("\n,"u8))
        {
            var part = text[range].Trim((byte)' ');
            if (part.IsEmpty)
            {
                continue;
            }
            if (!TryParseEntry(part, out var entry))
            {
                return false;
            }
            found.Add(entry);
        }
        return found.Count > 0;
    }

    private static void WriteEntry(AclEntry entry, IBufferWriter<byte> text)
    {
        text.Write(NameOf(entry.Tag));
        var rest = text.GetSpan(LongestEntry);
        var at = 0;
        rest[at++] = (byte)':';
        if (entry.Number is { } number)
        {
            Utf8Formatter.TryFormat(number, rest[at..], out var digits);
            at += digits;
        }
        rest[at++] = (byte)':';
        rest[at++] = (entry.Permissions & 4) != 0 ? (byte)'r' : (byte)'-';
        rest[at++] = (entry.Permissions & 2) != 0 ? (byte)'w' : (byte)'-';
        rest[at++] = (entry.Permissions & 1) != 0 ? (byte)'x' : (byte)'-';
        text.Advance(at);
    }

    private static bool TryParseEntry(ReadOnlySpan<byte> text, out AclEntry entry)
    {
        entry = default;
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
        if (
            count < MinFields
            || !TryParseTag(text[fields[0]], isNumbered: !text[fields[1]].IsEmpty, out var tag)
            || !TryParsePermissions(text[fields[2]], out var permissions)
        )
        {
            return false;
        }
        // A name that is no number may have it behind the permissions.
        var number = NumberOf(text[fields[1]]) ?? (count == MaxFields ? NumberOf(text[fields[3]]) : null);
        entry = new AclEntry(tag, permissions, AclEntry.HasNumber(tag) ? number : null);
        return AclEntry.HasNumber(tag) == entry.Number is not null;
    }

    private static uint? NumberOf(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out uint number, out var read)
        && read == text.Length
        && number < uint.MaxValue
            ? number
            : null;

    private static bool TryParseTag(ReadOnlySpan<byte> text, bool isNumbered, out AclTag tag)
    {
        tag =
            text.SequenceEqual("user"u8) ? (isNumbered ? AclTag.User : AclTag.Owner)
            : text.SequenceEqual("group"u8) ? (isNumbered ? AclTag.NamedGroup : AclTag.Group)
            : text.SequenceEqual("mask"u8) && !isNumbered ? AclTag.Mask
            : text.SequenceEqual("other"u8) && !isNumbered ? AclTag.Others
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

    private static ReadOnlySpan<byte> NameOf(AclTag tag) =>
        tag switch
        {
            AclTag.Owner or AclTag.User => "user"u8,
            AclTag.Group or AclTag.NamedGroup => "group"u8,
            AclTag.Mask => "mask"u8,
            _ => "other"u8,
        };
}
