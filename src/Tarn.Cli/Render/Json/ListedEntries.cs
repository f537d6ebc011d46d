using System.Diagnostics;
using Tarn.Format.Index;
using Tarn.Format.Model;

namespace Tarn.Cli.Render.Json;

/// <summary>Entries as lines.</summary>
internal static class ListedEntries
{
    /// <summary>An entry as the index has it.</summary>
    public static JsonLine.ListedEntry Of(IndexEntry indexed)
    {
        var hash = indexed.Hash.ToString();
        return Of(indexed.Entry) with
        {
            Hash = hash.Length == 0 ? null : hash,
            Flags = Flags(indexed.Flags),
            Volume = indexed.Location.Volume,
        };
    }

    /// <summary>An entry as the tar stream has it.</summary>
    public static JsonLine.ListedEntry Of(Entry entry)
    {
        var metadata = entry.Metadata;
        var (path, bytes) = JsonText.Of(entry.Path.Span);
        var line = new JsonLine.ListedEntry
        {
            Path = path,
            PathBytes = bytes,
            Kind = KindOf(entry),
            Mode = Convert.ToString(metadata.Mode, 8).PadLeft(4, '0'),
            Uid = metadata.UserId,
            Gid = metadata.GroupId,
            User = metadata.UserName.IsEmpty ? null : metadata.UserName.ToString(),
            Group = metadata.GroupName.IsEmpty ? null : metadata.GroupName.ToString(),
            Mtime = JsonText.Of(metadata.Mtime),
        };
        return entry switch
        {
            Entry.File file => line with { Size = file.Size },
            Entry.Symlink link => WithTarget(line, link.Target.Span),
            Entry.HardLink link => WithTarget(line, link.Target.Span),
            Entry.Device device => line with { Major = device.Major, Minor = device.Minor },
            _ => line,
        };
    }

    private static JsonLine.ListedEntry WithTarget(JsonLine.ListedEntry line, ReadOnlySpan<byte> target)
    {
        var (text, bytes) = JsonText.Of(target);
        return line with { Target = text, TargetBytes = bytes };
    }

    private static string KindOf(Entry entry) =>
        entry switch
        {
            Entry.File => "file",
            Entry.Directory => "directory",
            Entry.Symlink => "symlink",
            Entry.HardLink => "hard_link",
            Entry.Device { IsBlock: true } => "block_device",
            Entry.Device => "character_device",
            Entry.Fifo => "fifo",
            _ => throw new UnreachableException(),
        };

    private static string[]? Flags(EntryFlags flags) =>
        flags == EntryFlags.None
            ? null
            :
            [
                .. Enum.GetValues<EntryFlags>()
                    .Where(flag => flag != EntryFlags.None && flags.HasFlag(flag))
                    .Select(JsonText.Of),
            ];
}
