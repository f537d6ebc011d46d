using Tarn.Format.Volumes;
using Tarn.Results;
using Tarn.Sources;

namespace Tarn.Pipeline;

/// <summary>Something that cannot be stored, reported in its turn.</summary>
/// <param name="problem">What and why.</param>
/// <param name="item">The entry, if there was one to store.</param>
internal sealed class LostItem(Problem problem, SourceItem.Found? item = null) : BackupWork
{
    /// <inheritdoc/>
    public override void AppendTo(ArchiveWriter archive, Journal journal, BackupTally tally)
    {
        journal.Report(problem);
        if (item is not null)
        {
            tally.Lose(item);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() { }

    /// <inheritdoc/>
    protected override void EncodeWith(EntryEncoder encoder) { }
}
