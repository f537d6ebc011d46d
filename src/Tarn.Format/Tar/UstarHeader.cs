using Tarn.Format.Bytes;

namespace Tarn.Format.Tar;

/// <summary>
/// One tar header block (spec/tar.md, "Header block"; POSIX.1-2017, pax, "ustar Interchange Format").
/// <code>
/// offset size field              offset size field
///      0  100 name                  156    1 type flag
///    100    8 mode                  157  100 link name
///    108    8 user id               257    8 magic and version, "ustar\0" "00"
///    116    8 group id              265   32 user name
///    124   12 size                  297   32 group name
///    136   12 mtime                 329    8 device major
///    148    8 checksum              337    8 device minor
///                                   345  155 prefix, then 12 zero bytes
/// </code>
/// Numbers are octal text or base-256; texts fill their field or end at the first NUL.
/// </summary>
internal sealed record UstarHeader
{
    /// <summary>Bytes of a header: one block.</summary>
    public const int Size = TarBlock.Size;

    /// <summary>Longest name, bytes.</summary>
    public const int NameLength = 100;

    /// <summary>Longest prefix, bytes.</summary>
    public const int PrefixLength = 155;

    /// <summary>Longest user or group name, bytes.</summary>
    public const int OwnerLength = 32;

    /// <summary>Width of the fields of mode, owner ids and device numbers, bytes.</summary>
    public const int IdWidth = 8;

    /// <summary>Width of the fields of size and mtime, bytes.</summary>
    public const int SizeWidth = 12;

    private const int ChecksumOffset = 148;

    /// <summary>The type of the member, or what the blocks that follow describe.</summary>
    public required TypeFlag Type { get; init; }

    /// <summary>The name, or its end if there is a prefix.</summary>
    public ByteString Name { get; init; }

    /// <summary>What comes before the name, without the slash between.</summary>
    public ByteString Prefix { get; init; }

    /// <summary>Permission bits.</summary>
    public long Mode { get; init; }

    /// <summary>Owner by number.</summary>
    public long UserId { get; init; }

    /// <summary>Group by number.</summary>
    public long GroupId { get; init; }

    /// <summary>Bytes of content that follow, without padding.</summary>
    public long ContentLength { get; init; }

    /// <summary>Last change, seconds since 1970.</summary>
    public long Mtime { get; init; }

    /// <summary>The target of a link.</summary>
    public ByteString LinkName { get; init; }

    /// <summary>Owner by name.</summary>
    public ByteString UserName { get; init; }

    /// <summary>Group by name.</summary>
    public ByteString GroupName { get; init; }

    /// <summary>Device number, major part.</summary>
    public long DeviceMajor { get; init; }

    /// <summary>Device number, minor part.</summary>
    public long DeviceMinor { get; init; }

    private static ReadOnlySpan<byte> Magic => "ustar\0"u8;

    /// <summary>Writes the block into the first 512 bytes of <paramref name="block"/>.</summary>
    public void WriteTo(Span<byte> block)
    {
        block = block[..Size];
        block.Clear();
        Name.Span.CopyTo(block[..NameLength]);
        NumberField.Write(block.Slice(100, IdWidth), Mode);
        NumberField.Write(block.Slice(108, IdWidth), UserId);
        NumberField.Write(block.Slice(116, IdWidth), GroupId);
        NumberField.Write(block.Slice(124, SizeWidth), ContentLength);
        NumberField.Write(block.Slice(136, SizeWidth), Mtime);
        block[156] = (byte)Type;
        LinkName.Span.CopyTo(block.Slice(157, NameLength));
        Magic.CopyTo(block[257..]);
        "00"u8.CopyTo(block[263..]);
        UserName.Span.CopyTo(block.Slice(265, OwnerLength));
        GroupName.Span.CopyTo(block.Slice(297, OwnerLength));
        NumberField.Write(block.Slice(329, IdWidth), DeviceMajor);
        NumberField.Write(block.Slice(337, IdWidth), DeviceMinor);
        Prefix.Span.CopyTo(block.Slice(345, PrefixLength));
        WriteChecksum(block);
    }

    /// <summary>Writes the checksum of a block whose other fields are filled in.</summary>
    public static void WriteChecksum(Span<byte> block)
    {
        NumberField.Write(block.Slice(ChecksumOffset, IdWidth - 1), ChecksumOf(block));
        block[ChecksumOffset + IdWidth - 1] = (byte)' ';
    }

    /// <summary>Reads a block whose checksum must hold. Archives older than ustar have no names and no prefix.</summary>
    public static bool TryParse(ReadOnlySpan<byte> block, out UstarHeader? header, out Defect defect)
    {
        header = null;
        defect = Check(block);
        if (defect != Defect.None)
        {
            return false;
        }
        var posix = block.Slice(257, 6).SequenceEqual(Magic);
        var ustar = block.Slice(257, 5).SequenceEqual(Magic[..5]);
        var numbers = true;
        header = new UstarHeader
        {
            Name = Text(block[..NameLength]),
            Mode = Number(block.Slice(100, IdWidth), ref numbers),
            UserId = Number(block.Slice(108, IdWidth), ref numbers),
            GroupId = Number(block.Slice(116, IdWidth), ref numbers),
            ContentLength = Number(block.Slice(124, SizeWidth), ref numbers),
            Mtime = Number(block.Slice(136, SizeWidth), ref numbers),
            Type = (TypeFlag)block[156],
            LinkName = Text(block.Slice(157, NameLength)),
            UserName = ustar ? Text(block.Slice(265, OwnerLength)) : default,
            GroupName = ustar ? Text(block.Slice(297, OwnerLength)) : default,
            DeviceMajor = ustar ? Number(block.Slice(329, IdWidth), ref numbers) : 0,
            DeviceMinor = ustar ? Number(block.Slice(337, IdWidth), ref numbers) : 0,
            Prefix = posix ? Text(block.Slice(345, PrefixLength)) : default,
        };
        defect = numbers && header.ContentLength >= 0 ? Defect.None : Defect.BadField;
        return defect == Defect.None;
    }

    private static Defect Check(ReadOnlySpan<byte> block)
    {
        if (block.Length < Size)
        {
            return Defect.Truncated;
        }
        return
            NumberField.TryRead(block.Slice(ChecksumOffset, IdWidth), out var stated)
            && stated == ChecksumOf(block[..Size])
            ? Defect.None
            : Defect.BadCheck;
    }

    /// <summary>The sum of all bytes, those of the checksum field counted as spaces.</summary>
    private static int ChecksumOf(ReadOnlySpan<byte> block)
    {
        var sum = IdWidth * ' ';
        for (var i = 0; i < block.Length; i++)
        {
            sum += i is >= ChecksumOffset and < ChecksumOffset + IdWidth ? 0 : block[i];
        }
        return sum;
    }

    private static ByteString Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return new ByteString(end < 0 ? field : field[..end]);
    }

    private static long Number(ReadOnlySpan<byte> field, ref bool valid)
    {
        valid &= NumberField.TryRead(field, out var value);
        return value;
    }
}
