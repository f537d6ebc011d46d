using System.Text;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Tests.Format.Vectors;

/// <summary>What structures say, as the lines of a vector.</summary>
internal static class Fields
{
    public static List<string> Of(Entry entry)
    {
        var (_, userId, groupId, user, group, mtime) = entry.Metadata;
        List<string> fields =
        [
            $"type: {TypeOf(entry)}",
            $"path: {Name(entry.Path.Span)}",
            $"mode: {Convert.ToString(entry.Metadata.Mode, 8)}",
            $"uid: {userId}",
            $"gid: {groupId}",
            $"user: {Name(user.Span)}",
            $"group: {Name(group.Span)}",
            $"mtime: {Time(mtime)}",
        ];
        switch (entry)
        {
            case Entry.File file:
                fields.Add($"size: {file.Size}");
                if (file.Map is { } map)
                {
                    var extents = map.Extents.Select(extent => $"{extent.Offset} {extent.Length}");
                    fields.Add($"extents: {string.Join(", ", extents)}");
                }
                break;
            case Entry.Symlink symlink:
                fields.Add($"target: {Name(symlink.Target.Span)}");
                break;
            case Entry.HardLink hardLink:
                fields.Add($"target: {Name(hardLink.Target.Span)}");
                break;
            case Entry.Device device:
                fields.Add($"device: {device.Major} {device.Minor}");
                break;
        }
        fields.AddRange(
            entry.Metadata.Attributes.Select(attribute =>
                $"attribute {Name(attribute.Name.Span)}: {Name(attribute.Value.Span)}"
            )
        );
        return fields;
    }

    public static List<string> Of(Marker marker) =>
        [
            $"kind: {(int)marker.Kind}",
            $"flags: {(int)marker.Flags}",
            $"volume: {marker.Volume}",
            $"archive: {marker.Archive}",
            $"sequence: {marker.Sequence}",
            $"tar offset: {marker.TarOffset}",
            $"visible length: {marker.VisibleLength}",
            $"stored length: {marker.StoredLength}",
            $"entry sequence: {marker.EntrySequence}",
            $"entry tar offset: {marker.EntryTarOffset}",
            $"hidden length: {marker.HiddenLength}",
        ];

    public static List<string> Of(VolumeStart start)
    {
        var archive = start.Archive;
        List<string> fields =
        [
            $"created: {Time(archive.Created)}",
            $"archive kind: {(int)archive.Kind}",
            $"codec: {(int)archive.Codec}",
            $"hash algorithm: {(int)archive.Hash}",
            $"volume size: {archive.VolumeSize}",
            $"segment size: {archive.SegmentSize}",
            $"group size: {archive.GroupSize}",
            $"previous: {Convert.ToHexStringLower(start.Previous.Span)}",
            $"set: {Name(archive.Set.Span)}",
        ];
        fields.AddRange(archive.Needed.Select(id => $"needed: {id}"));
        if (start.Continued is { } continued)
        {
            fields.Add($"continued sequence: {continued.Sequence}");
            fields.Add($"continued tar offset: {continued.TarOffset}");
            fields.Add($"headers: {continued.Headers.Length} bytes, {Hash(continued.Headers.Span)}");
        }
        return fields;
    }

    public static List<string> Of(VolumeEnd end) =>
        [
            $"offset: {end.Offset}",
            $"index offset: {end.IndexOffset}",
            $"directory offset: {end.DirectoryOffset}",
            $"first entry offset: {end.FirstEntryOffset}",
            $"first sequence: {end.FirstSequence}",
            $"tar begin: {end.TarBegin}",
            $"tar end: {end.TarEnd}",
            $"entries: {end.Entries}",
            $"total entries: {end.TotalEntries}",
            $"index lines: {end.IndexLines}",
            $"total content: {end.TotalContent}",
            $"last: {(end.IsLast ? 1 : 0)}",
            $"sha256: {Convert.ToHexStringLower(end.Sha256.Span)}",
        ];

    public static List<string> Of(IndexEntry index)
    {
        var (entry, identity, hash, flags, place) = index;
        List<string> fields =
        [
            .. Of(entry),
            $"ctime: {Time(identity.Ctime)}",
            $"dev: {identity.Device}",
            $"ino: {identity.Inode}",
            $"links: {identity.Links}",
        ];
        if (hash.Algorithm != HashAlgorithm.None)
        {
            fields.Add($"hash: {hash}");
        }
        if (flags != EntryFlags.None)
        {
            fields.Add($"flags: {flags.ToString().ToLowerInvariant()}");
        }
        fields.Add(
            $"place: volume {place.Volume} offset {place.Offset} sequence {place.Sequence} tar offset {place.TarOffset}"
        );
        return fields;
    }

    public static string Time(UnixTime time) => $"{time.Seconds} {time.Nanoseconds}";

    /// <summary>Printable ASCII as it is; other bytes, and the per cent sign, as <c>%XX</c>.</summary>
    public static string Name(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            if (value is >= 0x20 and < 0x7F and not (byte)'%')
            {
                text.Append((char)value);
            }
            else
            {
                text.Append('%').Append(Convert.ToHexString([value]));
            }
        }
        return text.ToString();
    }

    public static string Hash(ReadOnlySpan<byte> bytes) =>
        ContentHash.Of(HashAlgorithm.Sha256, bytes).ToString();

    private static string TypeOf(Entry entry) =>
        entry is Entry.Device { IsBlock: true } ? "block"
        : entry is Entry.Device ? "character"
        : entry.GetType().Name.ToLowerInvariant();
}
