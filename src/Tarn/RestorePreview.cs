using Tarn.Format;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Linux.Restore;
using Tarn.Reading;
using Tarn.Restoring;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Targets;

namespace Tarn;

/// <summary>Tells what a restore would do, and writes nothing.</summary>
/// <param name="target">Where it would go.</param>
/// <param name="options">What would be restored, and how.</param>
public sealed class RestorePreview(TreePreview target, RestoreOptions options)
{
    /// <summary>
    /// Of a store: reads the index alone, so it does not notice damaged contents; all that there is, where the index cannot be
    /// read wholly.
    /// </summary>
    /// <param name="store">Where the volumes are.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="show">Called for each entry, under its name at the target, with what would become of it.</param>
    /// <param name="listener">Hears what goes wrong, and what would.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What a restore would return.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<RestoreResult> RunAsync(
        IStore store,
        ArchiveListing archive,
        Action<Entry, Outlook> show,
        IListener? listener,
        CancellationToken ct
    )
    {
        var journal = new Journal(listener);
        var workers = Workers.Of(options.Workers);
        using var contents = await StoredContents.OpenAsync(
            store,
            archive,
            options.Paths,
            workers,
            journal,
            ct
        );
        using var plan = new RestorePlan(contents.Entries, options);
        using var foresight = new Foresight(target, show, journal);
        await foreach (var item in plan.ItemsAsync(ct))
        {
            foresight.Tell(item);
        }
        return foresight.Complete() with
        {
            NotFound = plan.NotFound,
            LeftOut = plan.LeftOut,
            HasWholeIndex = plan.HasWholeIndex,
        };
    }

    /// <summary>Of volumes that come one after the other, as <c>cat</c> of them gives: reads and checks all of them.</summary>
    /// <param name="volumes">Read once, front to back; stays the caller's.</param>
    /// <param name="show">Called for each entry, under its name at the target, with what would become of it.</param>
    /// <param name="listener">Hears what would go wrong.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What a restore would return.</returns>
    /// <exception cref="CorruptArchiveException">The stream is damaged or ends too early.</exception>
    public async Task<RestoreResult> RunAsync(
        Stream volumes,
        Action<Entry, Outlook> show,
        IListener? listener,
        CancellationToken ct
    )
    {
        using var plan = new PipedPlan(options);
        using var foresight = new Foresight(target, show, new Journal(listener));
        using var stream = new VolumesReader(volumes);
        await stream.ReadAsync(new Teller(plan, foresight), ct);
        return foresight.Complete() with { NotFound = plan.NotFound, LeftOut = plan.LeftOut };
    }

    /// <summary>Tells of what comes out of a pipe.</summary>
    private sealed class Teller(PipedPlan plan, Foresight foresight) : ITarHandler
    {
        public void Begin(Entry entry)
        {
            if (plan.ItemOf(entry) is { } item)
            {
                foresight.Tell(item);
            }
        }

        public void Content(ReadOnlySpan<byte> bytes) { }

        public void Hole(long length) { }

        public void End() { }
    }
}
