using Tarn.Format;
using Tarn.Reading;
using Tarn.Restoring;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Targets;

namespace Tarn;

/// <summary>Brings back an archive, or a part of it.</summary>
/// <param name="target">Where entries go.</param>
/// <param name="options">What to restore, and how.</param>
public sealed class Restore(IRestoreTarget target, RestoreOptions options)
{
    /// <summary>
    /// Restores from a store, reading only the segments that are needed, several files at a time. Whatever is damaged
    /// or cannot be written is reported and left out; everything else comes back. Where the index cannot be read wholly, all
    /// volumes are searched for segments instead.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<RestoreResult> RunAsync(
        IStore store,
        ArchiveListing archive,
        IListener? listener,
        CancellationToken ct
    )
    {
        var workers = Workers.Of(options.Workers);
        var journal = new Journal(listener);
        using var contents = await StoredContents.OpenAsync(
            store,
            archive,
            options.Paths,
            workers,
            journal,
            ct
        );
        var result = await new RestorePipeline(contents, target, journal).RunAsync(options, workers, ct);
        contents.ReportUnknown(journal);
        return result;
    }

    /// <summary>Restores from volumes that come one after the other, as <c>cat</c> of them gives.</summary>
    /// <param name="volumes">Read once, front to back; stays the caller's.</param>
    /// <param name="listener">Hears how far it is, and what goes wrong.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CorruptArchiveException">
    /// The stream is damaged or ends too early: what came before is restored.
    /// </exception>
    public async Task<RestoreResult> RunAsync(Stream volumes, IListener? listener, CancellationToken ct)
    {
        var journal = new Journal(listener);
        using var piped = new PipedRestore(target, options, journal);
        using var stream = new VolumesReader(volumes);
        try
        {
            await stream.ReadAsync(piped, ct);
        }
        catch (CorruptArchiveException)
        {
            // Directories that were entered get their metadata.
            piped.Complete();
            throw;
        }
        return piped.Complete();
    }
}
