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

    /// <summary>Bytes of all records but those of attributes, of nearly any entry.</summary>
    private const int EnoughForOthers = 256;

    /// <summary>
    /// Appends the headers of <paramref name="entry"/>: a multiple of 512 bytes. Owner names that neither fit their field
    /// nor may stand in a record are left out. A sparse file's map is to follow: <see cref="WriteMap"/>.
    /// </summary>
    /// <exception cref="ArgumentException">It breaks a rule of <see cref="Check"/>.</exception>
    public static void WriteHeaders(Entry entry, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Check(entry);
        var path = SparseName.IsUsedFor(entry) ? SparseName.Of(entry.Path) : PathOf(entry);
        var name = HeaderName.Split(path);
        var header = EntryHeader.Of(entry, name);
        // At once, not doubled again and again: attributes have up to 700 KB.
        var attributes = (int)AttributeRecords.LengthOf(entry.Metadata.Attributes);
        var records = new ArrayBufferWriter<byte>(EnoughForOthers + attributes);
        EntryRecords.Write(entry, header, records);
        var isLinkApart = entry.LinkTarget.Length > UstarHeader.NameLength;
        var hasRecords =
            records.WrittenCount > 0 || (isLinkApart && PaxRecords.CanHold(entry.LinkTarget.Span));
        // .NET does not look at the prefix of a member that has records.
        var isPathApart = name.IsCut || (hasRecords && !name.Prefix.IsEmpty);
        var names = new ArrayBufferWriter<byte>(EnoughForOthers + records.WrittenCount);
        WriteApart(isPathApart ? path : default, TypeFlag.LongName, "path"u8, names, output);
        WriteApart(isLinkApart ? entry.LinkTarget : default, TypeFlag.LongLink, "linkpath"u8, names, output);
        names.Write(records.WrittenSpan);
        if (names.WrittenCount > 0)
        {
            BareMember.Write(TypeFlag.ExtendedHeader, ExtendedHeaderName, names.WrittenSpan, output);
        }
        header.WriteTo(output.GetSpan(UstarHeader.Size));
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
        if (AttributeRecords.LengthOf(entry.Metadata.Attributes) > Limits.MaxAttributes)
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
        var path = entry.Path.Length + (entry is Entry.Directory ? 1 : 0);
        var names = 3 * (path + entry.LinkTarget.Length);
        var owners = entry.Metadata.UserName.Length + entry.Metadata.GroupName.Length;
        return names
            + owners
            + AttributeRecords.LengthOf(entry.Metadata.Attributes)
            + (10 * TarBlock.Size)
            + SparseMapText.LengthOf(entry)
            + TarBlock.PaddedLength(entry.DataLength);
    }

    /// <summary>Python's and git's name for the member that holds pax records; nobody extracts it.</summary>
    private static ReadOnlySpan<byte> ExtendedHeaderName => "././@PaxHeader"u8;

    /// <summary>GNU tar's name for the member that holds a long name.</summary>
    private static ReadOnlySpan<byte> LongLinkName => "././@LongLink"u8;

    private static ByteString PathOf(Entry entry) =>
        new(entry is Entry.Directory ? [.. entry.Path.Span, (byte)'/'] : entry.Path.Span);

    /// <summary>
    /// A name, if it is not empty, as a pax record if it may be one, else as a GNU member, which no reader translates.
    /// </summary>
    private static void WriteApart(
        ByteString name,
        TypeFlag gnuType,
        ReadOnlySpan<byte> keyword,
        ArrayBufferWriter<byte> records,
        IBufferWriter<byte> output
    )
    {
        if (name.IsEmpty)
        {
            return;
        }
        if (PaxRecords.CanHold(name.Span))
        {
            PaxRecords.Write(records, keyword, name.Span);
        }
        else
        {
            BareMember.Write(gnuType, LongLinkName, [.. name.Span, 0], output);
        }
    }
}
