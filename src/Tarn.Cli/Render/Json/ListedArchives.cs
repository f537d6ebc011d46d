using Tarn.Format.Volumes;
using Tarn.Sets;

namespace Tarn.Cli.Render.Json;

/// <summary>Archives as lines.</summary>
internal static class ListedArchives
{
    /// <summary>An archive of a store.</summary>
    public static JsonLine.ListedArchive Of(ArchiveListing archive) =>
        Describe(archive.Parameters) with
        {
            Id = archive.Id.ToString(),
            Entries = archive.Entries,
            ContentBytes = archive.ContentBytes,
            StoredBytes = archive.StoredBytes,
            Volumes = archive.Volumes.Count,
            Complete = archive.IsComplete,
            MissingVolumes = archive.MissingNumbers.ToArray() is [_, ..] missing ? missing : null,
            DamagedVolumes = Damaged(archive) is [_, ..] damaged ? damaged : null,
            HasLastVolume = archive.HasLast,
        };

    /// <summary>An archive that was read from a pipe to its end.</summary>
    public static JsonLine.ListedArchive Of(PipedArchive archive) =>
        Describe(archive.Parameters) with
        {
            Id = archive.Parameters?.Id.ToString() ?? "",
            Entries = archive.End?.TotalEntries ?? 0,
            ContentBytes = archive.End?.TotalContent ?? 0,
            StoredBytes = archive.StoredBytes,
            Volumes = archive.Volumes,
            Complete = true,
            HasLastVolume = true,
        };

    private static int[] Damaged(ArchiveListing archive) =>
        [.. archive.Volumes.Where(volume => volume.End is null).Select(volume => volume.Number)];

    private static JsonLine.ListedArchive Describe(ArchiveParameters? parameters)
    {
        var line = new JsonLine.ListedArchive();
        if (parameters is null)
        {
            return line;
        }
        var (set, bytes) = JsonText.Of(parameters.Set.Span);
        return line with
        {
            Set = set,
            SetBytes = bytes,
            Created = JsonText.Of(parameters.Created),
            Kind = JsonText.Of(parameters.Kind),
            Codec = JsonText.Of(parameters.Codec),
        };
    }
}
