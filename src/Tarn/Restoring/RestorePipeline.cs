using System.Threading.Channels;
using Tarn.Format.Model;
using Tarn.Pipeline;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>
/// The stages of a restore, side by side: plan (reads the index, enters directories), restore files (several
/// workers), place (in archive order).
/// </summary>
/// <param name="archive">What is restored.</param>
/// <param name="target">Where entries go.</param>
/// <param name="journal">Hears what went wrong, and how far it is.</param>
internal sealed class RestorePipeline(IArchiveContents archive, IRestoreTarget target, Journal journal)
{
    /// <summary>Batches between planning and placing: with their sizes, some tens of MiB at most.</summary>
    private const int InFlight = 16;

    private readonly Channel<RestoreBatch> _toRead = Channel.CreateBounded<RestoreBatch>(InFlight);
    private readonly Channel<RestoreBatch> _inOrder = Channel.CreateBounded<RestoreBatch>(InFlight);

    /// <summary>Runs all stages to their end.</summary>
    public async Task<RestoreResult> RunAsync(RestoreOptions options, int workers, CancellationToken ct)
    {
        using var plan = new RestorePlan(archive.Entries, options);
        using var placing = new Placing(target, journal, archive.MayLackEntries);
        using var stages = new Stages(ct);
        stages.Start(() => PlanAsync(plan, stages.Stop));
        for (var i = 0; i < workers; i++)
        {
            stages.Start(() => ReadAsync(options, stages.Stop));
        }
        stages.Start(() => PlaceAsync(placing, options, stages.Stop));
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

    private async Task ReadAsync(RestoreOptions options, CancellationToken ct)
    {
        await using var reader = archive.OpenReader();
        var restorer = new EntryRestorer(archive, reader, target, options.AcceptPartial);
        await foreach (var batch in _toRead.Reader.ReadAllAsync(ct))
        {
            await batch.RunAsync(restorer, ct);
        }
    }

    private async Task PlaceAsync(Placing placing, RestoreOptions options, CancellationToken ct)
    {
        await using var reader = archive.OpenReader();
        var restorer = new EntryRestorer(archive, reader, target, options.AcceptPartial);
        await foreach (var batch in _inOrder.Reader.ReadAllAsync(ct))
        {
            await foreach (var item in batch.TakeAsync(restorer, ct))
            {
                placing.Finish(item);
            }
        }
    }
}
