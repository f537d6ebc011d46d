using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// Extended attributes as pax records: <c>SCHILY.xattr.NAME</c> with the value as it is, and POSIX ACLs as text in
/// <c>SCHILY.acl.access</c> and <c>SCHILY.acl.default</c> (spec/tar.md, "Extended attributes").
/// </summary>
internal static class AttributeRecords
{
    /// <summary>Appends the record of one attribute.</summary>
    public static void Write(ExtendedAttribute attribute, IBufferWriter<byte> output)
    {
        if (TryFormatAcl(attribute, out var keyword, out var text))
        {
            PaxRecords.Write(output, keyword, text);
            return;
        }
        PaxRecords.Write(output, [.. Prefix, .. Escape(attribute.Name.Span)], attribute.Value.Span);
    }

    /// <summary>Bytes of the record of one attribute.</summary>
    public static int LengthOf(ExtendedAttribute attribute)
    {
        if (TryFormatAcl(attribute, out var keyword, out var text))
        {
            return PaxRecords.LengthOf(keyword.Length, text.Length);
        }
        var escapes = attribute.Name.Span.Count((byte)'=') + attribute.Name.Span.Count((byte)'%');
        return PaxRecords.LengthOf(
            Prefix.Length + attribute.Name.Length + (2 * escapes),
            attribute.Value.Length
        );
    }

    /// <summary>Bytes of the records of all of an entry's attributes.</summary>
    public static long LengthOf(ExtendedAttributes attributes)
    {
        var length = 0L;
        for (var i = 0; i < attributes.Count; i++)
        {
            length += LengthOf(attributes[i]);
        }
        return length;
    }

    /// <summary>Takes a record; false if it is one of an ACL that cannot be read.</summary>
    /// <param name="keyword">The record's keyword.</param>
    /// <param name="value">The record's value.</param>
    /// <param name="attribute">The attribute; <c>default</c> if the record is none of one.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> keyword,
        ReadOnlySpan<byte> value,
        out ExtendedAttribute attribute
    )
    {
        attribute = default;
        if (AclNameOf(keyword) is { IsEmpty: false } acl)
        {
            attribute = AclText.TryParse(value, out var entries)
                ? new ExtendedAttribute(acl, new ByteString(PosixAcl.Format(entries)))
                : default;
            return !attribute.Name.IsEmpty;
        }
        if (keyword.Length > Prefix.Length && keyword.StartsWith(Prefix))
        {
            var name = new ByteString(Unescape(keyword[Prefix.Length..]));
            attribute = new ExtendedAttribute(name, new ByteString(value));
            return !name.Span.Contains((byte)0);
        }
        return true;
    }

    private static ReadOnlySpan<byte> Prefix => "SCHILY.xattr."u8;

    private static ReadOnlySpan<byte> AccessKeyword => "SCHILY.acl.access"u8;

    private static ReadOnlySpan<byte> DefaultKeyword => "SCHILY.acl.default"u8;

    /// <summary>The record of an ACL; false of anything else, be it that it only has the name of one.</summary>
    private static bool TryFormatAcl(
        ExtendedAttribute attribute,
        out ReadOnlySpan<byte> keyword,
        out ReadOnlySpan<byte> text
    )
    {
        text = default;
        keyword = AclKeywordOf(attribute.Name);
        if (keyword.IsEmpty || !PosixAcl.TryParse(attribute.Value.Span, out var acl))
        {
            return false;
        }
        var written = new ArrayBufferWriter<byte>();
        AclText.Write(acl, written);
        text = written.WrittenSpan;
        return true;
    }

    private static ReadOnlySpan<byte> AclKeywordOf(ByteString name) =>
        name == ExtendedAttributes.AccessAcl ? AccessKeyword
        : name == ExtendedAttributes.DefaultAcl ? DefaultKeyword
        : default;

    private static ByteString AclNameOf(ReadOnlySpan<byte> keyword) =>
        keyword.SequenceEqual(AccessKeyword) ? ExtendedAttributes.AccessAcl
        : keyword.SequenceEqual(DefaultKeyword) ? ExtendedAttributes.DefaultAcl
        : default;

    /// <summary>An equals sign would end the keyword: GNU tar writes <c>%3D</c> for it, and <c>%25</c> for a percent sign.</summary>
    private static ReadOnlySpan<byte> Escape(ReadOnlySpan<byte> name)
    {
        if (!name.ContainsAny("=%"u8))
        {
            return name;
        }
        var escaped = new ArrayBufferWriter<byte>(3 * name.Length);
        foreach (var value in name)
        {
            escaped.Write(
                value switch
                {
                    (byte)'=' => "%3D"u8,
                    (byte)'%' => "%25"u8,
                    _ => [value],
                }
            );
        }
        return escaped.WrittenSpan;
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'%'))
        {
            return name;
        }
        var plain = new ArrayBufferWriter<byte>(name.Length);
        while (!name.IsEmpty)
        {
            var escape =
                name.StartsWith("%3D"u8) ? "="u8
                : name.StartsWith("%25"u8) ? "%"u8
                : default;
            plain.Write(escape.IsEmpty ? name[..1] : escape);
            name = name[(escape.IsEmpty ? 1 : 3)..];
        }
        return plain.WrittenSpan;
    }
}
