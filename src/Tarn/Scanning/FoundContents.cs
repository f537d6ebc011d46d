using Tarn.Format.Index;
using Tarn.Format.Tar;
using Tarn.Reading;
using Tarn.Results;

namespace Tarn.Scanning;

/// <summary>An archive by the segments that were found of it.</summary>
/// <param name="archive">The archive.</param>
internal sealed class FoundContents(FoundArchive archive) : IArchiveContents
{
    private readonly FoundEntryList _entries = new(archive);

    /// <inheritdoc/>
    public IEntryList Entries => _entries;

    /// <inheritdoc/>
    public bool MayLackEntries => true;

    /// <summary>Says which volumes are missing, as far as it is known; once all entries were read.</summary>
    public void ReportMissing(Journal journal)
    {
        var last = archive.VolumeNumbers.DefaultIfEmpty().Max();
        for (var number = 1; number < last; number++)
        {
            if (!archive.HasVolume(number))
            {
                Report($"volume {number} is missing: nothing of it was found", number);
            }
        }
        if (!_entries.HasEnd)
        {
            Report(
                $"the archive's end is missing: nothing was found that comes after volume {last}",
                last + 1
            );
        }
        else if (!_entries.HasLastVolumeEnd)
        {
            var message = $"the end of the last volume, {last}, was not found: it is damaged, or cut off";
            journal.Report(new Problem(ProblemKind.Damaged, default, message) { Volume = last });
        }

        void Report(string message, int volume) =>
            journal.Report(new Problem(ProblemKind.Missing, default, message) { Volume = volume });
    }

    /// <summary>Says what is lost besides the entries that have names; once all entries were read.</summary>
    public void ReportUnknown(Journal journal) => ReportUnknown(_entries.UnknownEntries, journal);

    /// <summary>Says how many entries are lost whose names nobody knows.</summary>
    public static void ReportUnknown(long count, Journal journal)
    {
        if (count > 0)
        {
            var message =
                $"{count:N0} entries are lost whose names nobody knows: their index is lost as well";
            var kind = journal.Problems[ProblemKind.Missing] > 0 ? ProblemKind.Missing : ProblemKind.Damaged;
            journal.Report(new Problem(kind, default, message) { UnknownEntries = count });
        }
    }

    /// <inheritdoc/>
    public IEntryReader OpenReader() => new FoundEntryReader(archive);

    /// <inheritdoc/>
    public async Task<bool> SalvageAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct)
    {
        await using var reader = new FoundEntryReader(archive);
        return await reader.SalvageAsync(entry, handler, ct);
    }
}
