using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// Writes what comes before an entry's content: its header block, and before that, only where the block cannot say
/// it, pax records or GNU long names (spec/tar.md). Pure: the same entry gives the same bytes.
/// </summary>
public static class TarEncoder
{
    /// <summary>What ends a tar stream: two zero blocks (POSIX.1-2017, pax).</summary>
    public const int EndOfArchiveLength = 2 * TarBlock.Size;

    /// <summary>
    /// Appends the headers of <paramref name="entry"/>: a multiple of 512 bytes. Owner names that neither fit their field
    /// nor may stand in a record are left out. A sparse file's map is to follow: <see cref="WriteMap"/>.
    /// </summary>
    /// <exception cref="ArgumentException">It breaks a rule of <see cref="Check"/>.</exception>
    public static void WriteHeaders(Entry entry, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Check(entry);
        var path = IsNamedBySparseRecord(entry) ? SparseNameOf(entry.Path) : PathOf(entry);
        var link = entry.LinkTarget;
        var name = HeaderName.Split(path);
        var others = new ArrayBufferWriter<byte>();
        WriteMetadataRecords(entry, others);
        var records = new ArrayBufferWriter<byte>();
        var hasLongLink = link.Length > UstarHeader.NameLength;
        var hasRecords = others.WrittenCount > 0 || (hasLongLink && IsForRecord(link));
        if (name.IsCut || (hasRecords && !name.Prefix.IsEmpty))
        {
            WriteLong(TypeFlag.LongName, "path"u8, path, records, output);
        }
        if (hasLongLink)
        {
            WriteLong(TypeFlag.LongLink, "linkpath"u8, link, records, output);
        }
        records.Write(others.WrittenSpan);
        if (records.WrittenCount > 0)
        {
            WriteMember(TypeFlag.ExtendedHeader, ExtendedHeaderName, records.WrittenSpan, output);
        }
        HeaderOf(entry, name, link).WriteTo(output.GetSpan(UstarHeader.Size));
        output.Advance(UstarHeader.Size);
    }

    /// <summary>
    /// Appends the map of a sparse file, a multiple of 512 bytes, which is the first part of its content; nothing for
    /// anything else.
    /// </summary>
    public static void WriteMap(Entry entry, IBufferWriter<byte> output)
    {
        if (entry is Entry.File { Map: { } map } file)
        {
            SparseMapText.Write(map, file.Size, output);
        }
    }

    /// <summary>Makes sure that an archive can hold <paramref name="entry"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The path is not <see cref="UnixPath.IsSafe">safe</see>, a name is longer than <see cref="Limits.MaxPath"/>, the
    /// attributes take more than <see cref="Limits.MaxAttributes"/>, or a map has more than
    /// <see cref="Limits.MaxExtents"/> or ends behind the file.
    /// </exception>
    public static void Check(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!entry.Path.IsSafe)
        {
            throw new ArgumentException($"cannot be the name of an entry: '{entry.Path}'", nameof(entry));
        }
        if (entry.Path.Length >= Limits.MaxPath || entry.LinkTarget.Length >= Limits.MaxPath)
        {
            throw new ArgumentException(
                $"a name has fewer than {Limits.MaxPath} bytes: '{entry.Path}'",
                nameof(entry)
            );
        }
        if (entry.Metadata.Attributes.Sum(attribute => (long)LengthOf(attribute)) > Limits.MaxAttributes)
        {
            throw new ArgumentException(
                $"extended attributes have at most {Limits.MaxAttributes} bytes: '{entry.Path}'",
                nameof(entry)
            );
        }
        if (
            entry is Entry.File { Map: { } map } file
            && (map.Extents.Count > Limits.MaxExtents || map.End > file.Size)
        )
        {
            throw new ArgumentException(
                $"a map has at most {Limits.MaxExtents} extents, all within the file: '{entry.Path}'",
                nameof(entry)
            );
        }
    }

    /// <summary>Bytes that an attribute takes in the headers.</summary>
    public static int LengthOf(ExtendedAttribute attribute) => AttributeRecords.LengthOf(attribute);

    /// <summary>
    /// Bytes of tar stream that <paramref name="entry"/> takes at most: headers, map, data and padding.
    /// </summary>
    public static long MaxLength(Entry entry)
    {
        // A long name stands in a record or member of its own and, once more, pads it; that of a sparse file stands in
        // a second record. There are three members at most.
        var names = 3 * (PathOf(entry).Length + entry.LinkTarget.Length);
        var owners = entry.Metadata.UserName.Length + entry.Metadata.GroupName.Length;
        var attributes = entry.Metadata.Attributes.Sum(attribute => (long)LengthOf(attribute));
        return names
            + owners
            + attributes
            + (10 * TarBlock.Size)
            + MapLength(entry)
            + TarBlock.PaddedLength(entry.DataLength);
    }

    /// <summary>Python's and git's name for the member that holds pax records; nobody extracts it.</summary>
    private static ReadOnlySpan<byte> ExtendedHeaderName => "././@PaxHeader"u8;

    /// <summary>GNU tar's name for the member that holds a long name.</summary>
    private static ReadOnlySpan<byte> LongLinkName => "././@LongLink"u8;

    /// <summary>
    /// GNU tar's name for a sparse file, which shows a program that does not know them what it has got.
    /// </summary>
    private static ByteString SparseNameOf(UnixPath path) =>
        new(path.Parent.Append("GNUSparseFile.0"u8).Append(path.Name).Span);

    /// <summary>
    /// Whether the path of a sparse file is in a record of its own. One that no record may hold stands where any other
    /// file's does.
    /// </summary>
    private static bool IsNamedBySparseRecord(Entry entry) =>
        entry is Entry.File { Map: not null } && IsForRecord(new ByteString(entry.Path.Span));

    private static ByteString PathOf(Entry entry) =>
        new(entry is Entry.Directory ? [.. entry.Path.Span, (byte)'/'] : entry.Path.Span);

    /// <summary>
    /// Whether every reader takes a name from a pax record as it is: bsdtar translates what is not ASCII, and a line
    /// feed ends the record for .NET.
    /// </summary>
    private static bool IsForRecord(ByteString name) => name.IsAscii && !name.Span.Contains((byte)'\n');

    /// <summary>As a pax record if it may be, else as a GNU record, which no reader tries to translate.</summary>
    private static void WriteLong(
        TypeFlag gnuType,
        ReadOnlySpan<byte> keyword,
        ByteString value,
        ArrayBufferWriter<byte> records,
        IBufferWriter<byte> output
    )
    {
        if (IsForRecord(value))
        {
            PaxRecords.Write(records, keyword, value.Span);
        }
        else
        {
            WriteMember(gnuType, LongLinkName, [.. value.Span, 0], output);
        }
    }

    private static void WriteMetadataRecords(Entry entry, ArrayBufferWriter<byte> records)
    {
        var metadata = entry.Metadata;
        if (StoredLength(entry) is var stored && stored > NumberField.OctalMax(UstarHeader.SizeWidth))
        {
            PaxRecords.Write(records, "size"u8, stored);
        }
        if (metadata.UserId > NumberField.OctalMax(UstarHeader.IdWidth))
        {
            PaxRecords.Write(records, "uid"u8, metadata.UserId);
        }
        if (metadata.GroupId > NumberField.OctalMax(UstarHeader.IdWidth))
        {
            PaxRecords.Write(records, "gid"u8, metadata.GroupId);
        }
        if (!Fits(metadata.UserName) && IsForRecord(metadata.UserName))
        {
            PaxRecords.Write(records, "uname"u8, metadata.UserName.Span);
        }
        if (!Fits(metadata.GroupName) && IsForRecord(metadata.GroupName))
        {
            PaxRecords.Write(records, "gname"u8, metadata.GroupName.Span);
        }
        if (metadata.Mtime.Nanoseconds != 0 || metadata.Mtime.Seconds != ClampTime(metadata.Mtime))
        {
            PaxRecords.Write(records, "mtime"u8, metadata.Mtime);
        }
        WriteSparseRecords(entry, records);
        foreach (var attribute in metadata.Attributes)
        {
            AttributeRecords.Write(attribute, records);
        }
    }

    private static void WriteSparseRecords(Entry entry, ArrayBufferWriter<byte> records)
    {
        if (entry is not Entry.File { Map: not null } file)
        {
            return;
        }
        PaxRecords.Write(records, "GNU.sparse.major"u8, 1);
        PaxRecords.Write(records, "GNU.sparse.minor"u8, 0);
        if (IsNamedBySparseRecord(file))
        {
            PaxRecords.Write(records, "GNU.sparse.name"u8, file.Path.Span);
        }
        PaxRecords.Write(records, "GNU.sparse.realsize"u8, file.Size);
    }

    /// <summary>Bytes of the member's content: a sparse file's map and data, or the content itself.</summary>
    private static long StoredLength(Entry entry) => MapLength(entry) + entry.DataLength;

    private static long MapLength(Entry entry) =>
        entry is Entry.File { Map: { } map } file ? SparseMapText.Length(map, file.Size) : 0;

    private static UstarHeader HeaderOf(Entry entry, HeaderName name, ByteString link) =>
        new()
        {
            Type = TypeOf(entry),
            Name = name.Name,
            Prefix = name.Prefix,
            Mode = entry.Metadata.Mode,
            UserId = entry.Metadata.UserId,
            GroupId = entry.Metadata.GroupId,
            ContentLength = StoredLength(entry),
            Mtime = ClampTime(entry.Metadata.Mtime),
            LinkName =
                link.Length <= UstarHeader.NameLength ? link : new(link.Span[..UstarHeader.NameLength]),
            UserName = Fits(entry.Metadata.UserName) ? entry.Metadata.UserName : default,
            GroupName = Fits(entry.Metadata.GroupName) ? entry.Metadata.GroupName : default,
            DeviceMajor = entry is Entry.Device { Major: var major } ? major : 0,
            DeviceMinor = entry is Entry.Device { Minor: var minor } ? minor : 0,
        };

    private static TypeFlag TypeOf(Entry entry) =>
        entry switch
        {
            Entry.File => TypeFlag.Regular,
            Entry.Directory => TypeFlag.Directory,
            Entry.Symlink => TypeFlag.Symlink,
            Entry.HardLink => TypeFlag.HardLink,
            Entry.Device { IsBlock: true } => TypeFlag.BlockDevice,
            Entry.Device => TypeFlag.CharacterDevice,
            Entry.Fifo => TypeFlag.Fifo,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static bool Fits(ByteString ownerName) => ownerName.Length <= UstarHeader.OwnerLength;

    private static long ClampTime(UnixTime time) =>
        Math.Clamp(time.Seconds, 0, NumberField.OctalMax(UstarHeader.SizeWidth));

    /// <summary>Appends a member with nothing but name, type and content: a multiple of 512 bytes.</summary>
    internal static void WriteMember(
        TypeFlag type,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> content,
        IBufferWriter<byte> output
    )
    {
        var length = (int)TarBlock.PaddedLength(content.Length);
        var blocks = output.GetSpan(UstarHeader.Size + length)[..(UstarHeader.Size + length)];
        new UstarHeader
        {
            Type = type,
            Name = new ByteString(name),
            Mode = 0x1A4, // rw-r--r--, what GNU tar writes here
            ContentLength = content.Length,
        }.WriteTo(blocks);
        content.CopyTo(blocks[UstarHeader.Size..]);
        blocks[(UstarHeader.Size + content.Length)..].Clear();
        output.Advance(blocks.Length);
    }
}
