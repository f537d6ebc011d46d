using Tarn.Results;
using Tarn.Sets;

namespace Tarn.Verifying;

/// <summary>
/// Looks whether the starts and ends of an archive's volumes are there and fit together (spec/volumes.md, "Completeness").
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="journal">Hears what is amiss.</param>
internal sealed class ChainCheck(ArchiveListing archive, Journal journal)
{
    /// <summary>Reports what is amiss.</summary>
    public void Run()
    {
        foreach (var number in archive.MissingNumbers)
        {
            Report(ProblemKind.Missing, number, $"volume {number} is missing");
        }
        VolumeListing? before = null;
        foreach (var volume in archive.Volumes)
        {
            CheckAlone(volume);
            if (before?.Number + 1 == volume.Number)
            {
                CheckBorder(before!, volume);
            }
            before = volume;
        }
        if (!archive.HasLast && before?.End is not null)
        {
            var next = archive.LastNumber + 1;
            Report(
                ProblemKind.Missing,
                next,
                $"volume {next} is missing, and maybe more: the last volume is not there"
            );
        }
    }

    private void CheckAlone(VolumeListing volume)
    {
        if (volume.Start is null)
        {
            Damaged(volume, 0, "its start cannot be read");
        }
        if (volume.End is null)
        {
            Damaged(volume, volume.Length, "its end cannot be read, or it is cut off");
        }
        else if (volume.End.IsLast && volume.Number != archive.LastNumber)
        {
            Damaged(volume, volume.End.Offset, "its end says that it is the last volume, but it is not");
        }
    }

    private void CheckBorder(VolumeListing before, VolumeListing volume)
    {
        if (before.End is { } end && volume.Start is { } start && start.Previous != end.Sha256)
        {
            Damaged(
                volume,
                0,
                $"it does not follow volume {before.Number} as that is now: their hashes differ"
            );
        }
        if (before.End is not { } last || volume.End is not { } next)
        {
            return;
        }
        if (next.TarBegin != last.TarEnd)
        {
            Damaged(
                volume,
                next.Offset,
                $"it does not begin where volume {before.Number} ends in the tar stream"
            );
        }
        if (next.TotalEntries - next.Entries != last.TotalEntries)
        {
            Damaged(volume, next.Offset, $"it does not count entries on from volume {before.Number}");
        }
    }

    private void Damaged(VolumeListing volume, long offset, string what) =>
        Report(ProblemKind.Damaged, volume.Number, $"volume {volume.Number} ({volume.Name}): {what}", offset);

    private void Report(ProblemKind kind, int volume, string message, long offset = 0) =>
        journal.Report(new Problem(kind, default, message) { Volume = volume, Offset = offset });
}
