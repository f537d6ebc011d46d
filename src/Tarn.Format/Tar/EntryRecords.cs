using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// The pax records of what an entry's header block cannot say, but for names (spec/tar.md, "pax records").
/// </summary>
internal static class EntryRecords
{
    /// <summary>Appends the records; nothing if <paramref name="header"/> says it all.</summary>
    public static void Write(Entry entry, UstarHeader header, IBufferWriter<byte> records)
    {
        var metadata = entry.Metadata;
        WriteNumber(records, "size"u8, header.ContentLength, UstarHeader.SizeWidth);
        WriteNumber(records, "uid"u8, metadata.UserId, UstarHeader.IdWidth);
        WriteNumber(records, "gid"u8, metadata.GroupId, UstarHeader.IdWidth);
        WriteOwner(records, "uname"u8, metadata.UserName, header.UserName);
        WriteOwner(records, "gname"u8, metadata.GroupName, header.GroupName);
        if (metadata.Mtime != new UnixTime(header.Mtime, 0))
        {
            PaxRecords.Write(records, "mtime"u8, metadata.Mtime);
        }
        WriteSparse(entry, records);
        for (var i = 0; i < metadata.Attributes.Count; i++)
        {
            AttributeRecords.Write(metadata.Attributes[i], records);
        }
    }

    private static void WriteNumber(
        IBufferWriter<byte> records,
        ReadOnlySpan<byte> keyword,
        long value,
        int width
    )
    {
        if (value > NumberField.OctalMax(width))
        {
            PaxRecords.Write(records, keyword, value);
        }
    }

    private static void WriteOwner(
        IBufferWriter<byte> records,
        ReadOnlySpan<byte> keyword,
        ByteString name,
        ByteString inHeader
    )
    {
        if (name != inHeader && PaxRecords.CanHold(name.Span))
        {
            PaxRecords.Write(records, keyword, name.Span);
        }
    }

    private static void WriteSparse(Entry entry, IBufferWriter<byte> records)
    {
        if (entry is not Entry.File { Map: not null } file)
        {
            return;
        }
        PaxRecords.Write(records, "GNU.sparse.major"u8, 1);
        PaxRecords.Write(records, "GNU.sparse.minor"u8, 0);
        if (SparseName.IsUsedFor(file))
        {
            PaxRecords.Write(records, "GNU.sparse.name"u8, file.Path.Span);
        }
        PaxRecords.Write(records, "GNU.sparse.realsize"u8, file.Size);
    }
}
