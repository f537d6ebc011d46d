using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Fuzz.Targets;

/// <summary>Extended attributes and ACLs.</summary>
internal sealed class Attributes : ITarget
{
    /// <inheritdoc/>
    public string Name => "attributes";

    /// <inheritdoc/>
    public string Parses => "ACLs as text and as attributes; names of attributes in pax records";

    /// <inheritdoc/>
    public long Allowance => 1 << 18;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            "user::rw-\nuser:1000:r-x\ngroup::r--\ngroup:4294967294:---\nmask::rwx\nother::r--\n"u8.ToArray(),
            "user::rw-,user:ada:r-x:1000,group::r--,other::r--"u8.ToArray(),
            [
                2,
                0,
                0,
                0,
                1,
                0,
                6,
                0,
                255,
                255,
                255,
                255,
                2,
                0,
                5,
                0,
                232,
                3,
                0,
                0,
                32,
                0,
                4,
                0,
                255,
                255,
                255,
                255,
            ],
            "user.comment%3D=%25"u8.ToArray(),
            "SCHILY.acl.access=user::rw-"u8.ToArray(),
            "SCHILY.xattr.user.a%=b"u8.ToArray(),
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        CheckText(input);
        CheckValue(input);
        CheckName(input);
        CheckRecord(input);
    }

    /// <summary>A text says what the text of its value says.</summary>
    private static void CheckText(byte[] text)
    {
        if (AclText.TryParse(text, out var acl))
        {
            CheckValue(PosixAcl.Format(acl));
        }
    }

    private static void CheckValue(byte[] value)
    {
        if (!PosixAcl.TryParse(value, out var acl))
        {
            return;
        }
        var text = new ArrayBufferWriter<byte>();
        AclText.Write(acl, text);
        Promise.That(
            AclText.TryParse(text.WrittenSpan, out var again)
                && PosixAcl.Format(again).AsSpan().SequenceEqual(value),
            "an ACL comes back from text as it was"
        );
    }

    /// <summary>Whatever name and value an attribute has, its record gives it back.</summary>
    private static void CheckName(byte[] name)
    {
        if (name.Length == 0 || name.Contains((byte)0))
        {
            return;
        }
        var attribute = new ExtendedAttribute(
            new ByteString(name),
            new ByteString(name.AsSpan(name.Length / 2))
        );
        var record = new ArrayBufferWriter<byte>();
        AttributeRecords.Write(attribute, record);
        var rest = record.WrittenSpan;
        Promise.That(
            PaxRecords.TryRead(ref rest, out var keyword, out var value, out _)
                && AttributeRecords.TryRead(keyword, value, out var again)
                && again == attribute,
            "an attribute comes back from its record as it was"
        );
    }

    private static void CheckRecord(byte[] input)
    {
        var equals = input.AsSpan().IndexOf((byte)'=');
        if (
            equals > 0
            && AttributeRecords.TryRead(input.AsSpan(0, equals), input.AsSpan(equals + 1), out var attribute)
        )
        {
            Promise.That(!attribute.Name.Span.Contains((byte)0), "a name has no NUL");
        }
    }
}
