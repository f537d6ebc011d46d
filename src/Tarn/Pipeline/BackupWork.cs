using Tarn.Format.Volumes;
using Tarn.Results;

namespace Tarn.Pipeline;

/// <summary>
/// A share of a backup: encoded by whichever worker is free, then appended in the order of planning. Owned by the
/// stage that has it in hand.
/// </summary>
internal abstract class BackupWork : IDisposable
{
    private readonly TaskCompletionSource _encoded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when a worker has encoded it.</summary>
    public Task Encoded => _encoded.Task;

    /// <summary>
    /// Reads and compresses, on a worker's thread. Where it throws, <see cref="Encoded"/> is never done: the stages are
    /// stopped, and no archive is completed without this work.
    /// </summary>
    public void Encode(EntryEncoder encoder)
    {
        EncodeWith(encoder);
        _encoded.SetResult();
    }

    /// <summary>Puts the result into the archive and reports what went wrong.</summary>
    public abstract void AppendTo(ArchiveWriter archive, Journal journal, BackupTally tally);

    /// <summary>
    /// Goes on where <see cref="Encode"/> stopped lest too much wait in memory, once that is appended. False if nothing is
    /// left.
    /// </summary>
    public virtual bool EncodeMore(EntryEncoder encoder) => false;

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>What <see cref="Encode"/> does.</summary>
    protected abstract void EncodeWith(EntryEncoder encoder);
}
