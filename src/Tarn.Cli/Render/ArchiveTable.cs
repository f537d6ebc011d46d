using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;

namespace Tarn.Cli.Render;

/// <summary>The archives of a store for people, by set.</summary>
internal static class ArchiveTable
{
    private static readonly string[] Header =
    [
        "TIME (UTC)",
        "KIND",
        "ID",
        "ENTRIES",
        "SIZE",
        "STORED",
        "VOLUMES",
        "STATE",
    ];

    /// <summary>Writes a heading and a table for each set.</summary>
    public static void Write(IEnumerable<JsonLine.ListedArchive> archives, Output output)
    {
        var isFirst = true;
        foreach (var set in archives.GroupBy(archive => archive.Set, StringComparer.Ordinal))
        {
            if (!isFirst)
            {
                output.End();
            }
            isFirst = false;
            output.Write(set.Key is null ? "(set unknown)" : Printable.Of(set.Key));
            output.End();
            foreach (var line in Columns.Align([Header, .. set.Select(Row)], "<<<>>>><"))
            {
                output.Write($"  {line}");
                output.End();
            }
        }
    }

    /// <summary>Whether all of it is there, or what is not.</summary>
    public static string State(JsonLine.ListedArchive archive)
    {
        if (archive.Complete)
        {
            return "complete";
        }
        var parts = new List<string>();
        if (archive.MissingVolumes is { } missing)
        {
            parts.Add($"missing: {Ranges(missing)}");
        }
        if (archive.DamagedVolumes is { } damaged)
        {
            parts.Add($"damaged: {Ranges(damaged)}");
        }
        if (!archive.HasLastVolume)
        {
            parts.Add("no last volume");
        }
        return string.Join("; ", parts);
    }

    private static string[] Row(JsonLine.ListedArchive archive) =>
        [
            archive.Created is { } created ? created[..19].Replace('T', ' ') : "?",
            archive.Kind ?? "?",
            archive.Id[..12],
            Human.Count(archive.Entries),
            Human.Size(archive.ContentBytes),
            Human.Size(archive.StoredBytes),
            Human.Count(archive.Volumes),
            State(archive),
        ];

    /// <summary><c>2, 5-7</c>.</summary>
    private static string Ranges(IReadOnlyList<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (ranges is [.., var latest] && latest.Last == number - 1)
            {
                ranges[^1] = (latest.First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }
        return string.Join(
            ", ",
            ranges.Select(range =>
                range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"
            )
        );
    }
}
