using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Index;

/// <summary>Turns index entries into lines of JSON and back (spec/index.md, "Lines").</summary>
internal static class IndexLines
{
    /// <summary>The keys, punctuation, and longest numbers, hash and flags of a line add up to less, bytes.</summary>
    private const int LengthWithoutNames = 640;

    /// <summary>JSON writes a control character, one byte, as six.</summary>
    private const int LongestEscape = 6;

    private const string FileType = "file";
    private const string DirectoryType = "directory";
    private const string SymlinkType = "symlink";
    private const string HardLinkType = "hardlink";
    private const string CharacterType = "character";
    private const string BlockType = "block";
    private const string FifoType = "fifo";

    /// <summary>
    /// No line of an entry is longer than this, bytes: JSON writes a byte as six characters at worst, and everything
    /// that is not a name is bounded.
    /// </summary>
    public static int UpperBound(Entry entry)
    {
        var owners = entry.Metadata.UserName.Length + entry.Metadata.GroupName.Length;
        var names = entry.Path.Length + entry.LinkTarget.Length + owners;
        return LengthWithoutNames + (LongestEscape * names);
    }

    /// <summary>Appends the line of <paramref name="entry"/>, its end included.</summary>
    public static void Write(IndexEntry entry, Utf8JsonWriter json, IBufferWriter<byte> output)
    {
        JsonSerializer.Serialize(json, ToLine(entry), IndexJson.Default.IndexLine);
        json.Flush();
        output.Write("\n"u8);
        json.Reset();
    }

    /// <summary>Reads one line, without its end.</summary>
    public static Defect Read(ReadOnlySpan<byte> text, out IndexEntry? entry)
    {
        entry = null;
        if (text.Length > Limits.MaxIndexLine)
        {
            return Defect.OverLimit;
        }
        try
        {
            var line = JsonSerializer.Deserialize(text, IndexJson.Default.IndexLine);
            entry = line is null ? null : FromLine(line);
        }
        catch (JsonException)
        {
            return Defect.BadField;
        }
        return entry is null ? Defect.BadField : Defect.None;
    }

    private static IndexLine ToLine(IndexEntry index)
    {
        var (entry, identity, hash, flags, location) = index;
        return new IndexLine
        {
            Path = new ByteString(entry.Path.Span),
            Type = TypeOf(entry),
            Mode = entry.Metadata.Mode,
            Uid = entry.Metadata.UserId,
            Gid = entry.Metadata.GroupId,
            User = entry.Metadata.UserName is { IsEmpty: false } user ? user : null,
            Group = entry.Metadata.GroupName is { IsEmpty: false } group ? group : null,
            Size = entry is Entry.File file ? file.Size : null,
            Mtime = [entry.Metadata.Mtime.Seconds, entry.Metadata.Mtime.Nanoseconds],
            Ctime = [identity.Ctime.Seconds, identity.Ctime.Nanoseconds],
            Dev = identity.Device,
            Ino = identity.Inode,
            Links = identity.Links,
            Target = entry is Entry.Symlink or Entry.HardLink ? entry.LinkTarget : null,
            Device = entry is Entry.Device device ? [device.Major, device.Minor] : null,
            Hash = hash.Algorithm == HashAlgorithm.None ? null : hash.ToString(),
            Flags = FlagNames.ToNames(flags),
            Volume = location.Volume,
            Offset = location.Offset,
            Sequence = location.Sequence,
            TarOffset = location.TarOffset,
        };
    }

    private static IndexEntry? FromLine(IndexLine line)
    {
        var hash = default(ContentHash);
        if (
            !TryTime(line.Mtime, out var mtime)
            || !TryTime(line.Ctime, out var ctime)
            || (line.Hash is not null && !ContentHash.TryParse(line.Hash, out hash))
            || !FlagNames.TryParse(line.Flags, out var flags)
            || line.Mode is < 0 or > Metadata.ModeMask
            || line is { Volume: < 1 or > Limits.MaxVolumeNumber } or { Offset: < 0 } or { Sequence: < 0 }
            || line.TarOffset < 0
        )
        {
            return null;
        }
        var metadata = new Metadata(
            line.Mode,
            line.Uid,
            line.Gid,
            line.User ?? default,
            line.Group ?? default,
            mtime
        );
        var entry = MakeEntry(line, metadata);
        return entry is null
            ? null
            : new IndexEntry(
                entry,
                new FileIdentity(line.Dev, line.Ino, line.Links, ctime),
                hash,
                flags,
                new SegmentLocation(line.Volume, line.Offset, line.Sequence, line.TarOffset)
            );
    }

    private static Entry? MakeEntry(IndexLine line, Metadata metadata)
    {
        var path = new UnixPath(line.Path.Span);
        return line switch
        {
            _ when !path.IsSafe => null,
            { Type: FileType, Size: >= 0 and { } size } => new Entry.File(path, metadata, size),
            { Type: DirectoryType } => new Entry.Directory(path, metadata),
            { Type: SymlinkType, Target: { } target } => new Entry.Symlink(path, metadata, target),
            { Type: HardLinkType, Target: { } first } => new Entry.HardLink(path, metadata, new(first.Span)),
            { Type: CharacterType, Device: [var major, var minor] } => new Entry.Device(
                path,
                metadata,
                IsBlock: false,
                major,
                minor
            ),
            { Type: BlockType, Device: [var major, var minor] } => new Entry.Device(
                path,
                metadata,
                IsBlock: true,
                major,
                minor
            ),
            { Type: FifoType } => new Entry.Fifo(path, metadata),
            _ => null,
        };
    }

    private static string TypeOf(Entry entry) =>
        entry switch
        {
            Entry.File => FileType,
            Entry.Directory => DirectoryType,
            Entry.Symlink => SymlinkType,
            Entry.HardLink => HardLinkType,
            Entry.Device { IsBlock: true } => BlockType,
            Entry.Device => CharacterType,
            Entry.Fifo => FifoType,
            _ => throw new UnreachableException(),
        };

    private static bool TryTime(long[] pair, out UnixTime time)
    {
        var valid = pair is [_, >= 0 and < UnixTime.NanosecondsPerSecond];
        time = valid ? new UnixTime(pair[0], (int)pair[1]) : default;
        return valid;
    }
}
