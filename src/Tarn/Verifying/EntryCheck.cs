using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Restoring;
using Tarn.Results;
using Tarn.Scanning;

namespace Tarn.Verifying;

/// <summary>Finds out which entries of an archive are lost, or a part of them, by what a scan has found.</summary>
/// <param name="archive">What was found.</param>
/// <param name="journal">Hears of each.</param>
internal sealed class EntryCheck(FoundArchive archive, Journal journal)
{
    /// <summary>Looks at all entries.</summary>
    /// <returns>How many there are, and how many of them are whole.</returns>
    public async Task<(long Entries, long Whole)> RunAsync(CancellationToken ct)
    {
        var survey = new Survey(archive);
        var contents = new FoundContents(archive);
        using var names = new UnlinkableNames(mayLackEntries: true);
        var (entries, whole) = (0L, 0L);
        await foreach (var entry in survey.ReadAsync(ct))
        {
            entries++;
            var problem = entry.Pieces is { IsWhole: true }
                ? LostWithFirstName(entry.Entry.Entry, names)
                : await DescribeAsync(entry, contents, ct);
            Remember(entry.Entry.Entry, problem, names);
            if (problem is null)
            {
                whole++;
            }
            else
            {
                journal.Report(problem);
            }
        }
        FoundContents.ReportUnknown(survey.UnknownEntries, journal);
        return (entries, whole);
    }

    private static void Remember(Entry entry, Problem? problem, UnlinkableNames names)
    {
        if (entry is Entry.Directory or Entry.HardLink)
        {
            return;
        }
        if (problem is null)
        {
            names.AddPlaced(entry.Path);
        }
        else
        {
            names.AddLost(entry.Path, problem.Kind);
        }
    }

    private static Problem? LostWithFirstName(Entry entry, UnlinkableNames names) =>
        entry is Entry.HardLink link && names.Find(link.Target) is { } first
            ? new Problem(
                first.Kind,
                link.Path,
                $"{Printable.Quoted(link.Path)}: lost: it is another name of {Printable.Quoted(link.Target)}, "
                    + "which is not whole"
            )
            : null;

    private async Task<Problem> DescribeAsync(
        SurveyedEntry entry,
        FoundContents contents,
        CancellationToken ct
    )
    {
        var path = entry.Entry.Entry.Path;
        var isMissing = entry.Pieces is null && !archive.HasVolume(entry.Volume);
        var lost = new Problem(
            isMissing ? ProblemKind.Missing : ProblemKind.Damaged,
            path,
            $"{Printable.Quoted(path)}: lost: "
                + (
                    isMissing
                        ? $"volume {entry.Volume} is missing"
                        : $"its segment in volume {entry.Volume} is damaged"
                )
        )
        {
            Volume = entry.Volume,
            Offset = entry.StoredOffset,
        };
        if (entry.Pieces is null || entry.Entry.Entry is not Entry.File)
        {
            return lost;
        }
        using var part = new PartReceiver(target: null, found => found);
        try
        {
            if (!await contents.SalvageAsync(entry.Entry, part, ct) || !part.HasContent || part.Name != path)
            {
                return lost;
            }
        }
        catch (CorruptArchiveException)
        {
            // Of a sample, segments that were not checked may turn out to be damaged.
            return lost;
        }
        var bytes = part.Loss.Lost.Sum(range => range.Length);
        return lost with
        {
            Message = $"{Printable.Quoted(path)}: {bytes:N0} of {part.Loss.Size:N0} bytes are lost",
            Loss = part.Loss,
        };
    }
}
