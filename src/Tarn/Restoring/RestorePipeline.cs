using System.Threading.Channels;
using Tarn.Format.Model;
using Tarn.Pipeline;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>
/// The stages of a restore, side by side: plan (reads the index, enters directories), restore files (several
/// workers), place (in archive order).
/// </summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="archive">The archive.</param>
/// <param name="target">Where entries go.</param>
/// <param name="journal">Hears what went wrong, and how far it is.</param>
internal sealed class RestorePipeline(
    IStore store,
    ArchiveListing archive,
    IRestoreTarget target,
    Journal journal
)
{
    /// <summary>Batches between planning and placing: with their sizes, some tens of MiB at most.</summary>
    private const int InFlight = 16;

    private readonly Channel<RestoreBatch> _toRead = Channel.CreateBounded<RestoreBatch>(InFlight);
    private readonly Channel<RestoreBatch> _inOrder = Channel.CreateBounded<RestoreBatch>(InFlight);

    /// <summary>Runs all stages to their end.</summary>
    public async Task<RestoreResult> RunAsync(RestoreOptions options, int workers, CancellationToken ct)
    {
        using var plan = new RestorePlan(new IndexReader(store, archive, journal), options);
        using var placing = new Placing(target, journal);
        using var stages = new Stages(ct);
        stages.Start(() => PlanAsync(plan, stages.Stop));
        for (var i = 0; i < workers; i++)
        {
            stages.Start(() => ReadAsync(stages.Stop));
        }
        stages.Start(() => PlaceAsync(placing, stages.Stop));
        await stages.WaitAsync();
        return placing.Complete() with
        {
            NotFound = plan.NotFound,
            LeftOut = plan.LeftOut,
            HasWholeIndex = plan.HasWholeIndex,
        };
    }

    private async Task PlanAsync(RestorePlan plan, CancellationToken ct)
    {
        var batch = new RestoreBatch();
        await foreach (var item in plan.ItemsAsync(ct))
        {
            EnterDirectory(item);
            if (!batch.TryAdd(item))
            {
                await HandOverAsync(batch, ct);
                batch = new RestoreBatch();
                batch.TryAdd(item);
            }
        }
        if (!batch.IsEmpty)
        {
            await HandOverAsync(batch, ct);
        }
        _inOrder.Writer.Complete();
        _toRead.Writer.Complete();
    }

    private void EnterDirectory(RestoreItem item)
    {
        if (item is not { Problem: null, Entry: Entry.Directory directory })
        {
            return;
        }
        try
        {
            target.EnterDirectory(directory);
            item.IsEntered = true;
        }
        catch (TargetException failure)
        {
            item.Fail(failure);
        }
    }

    private async Task HandOverAsync(RestoreBatch batch, CancellationToken ct)
    {
        await _inOrder.Writer.WriteAsync(batch, ct);
        await _toRead.Writer.WriteAsync(batch, ct);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var reader = new EntryReader(store, archive);
        await foreach (var batch in _toRead.Reader.ReadAllAsync(ct))
        {
            await batch.RunAsync(reader, target, ct);
        }
    }

    private async Task PlaceAsync(Placing placing, CancellationToken ct)
    {
        await using var reader = new EntryReader(store, archive);
        await foreach (var batch in _inOrder.Reader.ReadAllAsync(ct))
        {
            await foreach (var item in batch.TakeAsync(reader, target, ct))
            {
                placing.Finish(item);
            }
        }
    }
}
