using Tarn.Format.Volumes;
using Tarn.Results;

namespace Tarn.Pipeline;

/// <summary>Something that cannot be stored, reported in its turn.</summary>
/// <param name="problem">What and why.</param>
internal sealed class LostItem(Problem problem) : BackupWork
{
    /// <inheritdoc/>
    public override void AppendTo(ArchiveWriter archive, Journal journal, BackupTally tally) =>
        journal.Report(problem);

    /// <inheritdoc/>
    public override void Dispose() { }

    /// <inheritdoc/>
    protected override void EncodeWith(EntryEncoder encoder) { }
}
