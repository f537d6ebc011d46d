using System.Threading.Channels;
using Tarn.Format.Volumes;
using Tarn.Linux.Spill;
using Tarn.Results;
using Tarn.Sources;
using Tarn.Stores;

namespace Tarn.Pipeline;

/// <summary>
/// The stages of a backup, side by side: plan (reads the source), encode (several threads), append (one thread, in
/// the order of planning), put (into the store). Bounded queues join them, so memory is bounded as well.
/// </summary>
internal sealed class BackupPipeline
{
    /// <summary>Memory for work between planning and appending, bytes, as far as segments are not larger.</summary>
    private const int MemoryBudget = 32 << 20;

    /// <summary>Memory for the index of the volume being written before it goes to a file, bytes.</summary>
    private const int IndexMemory = 4 << 20;

    private const int MinInFlight = 2;
    private const int MaxInFlight = 32;

    private readonly ArchiveParameters _archive;
    private readonly int _level;
    private readonly int _workers;
    private readonly Journal _journal;
    private readonly Channel<BackupWork> _toEncode;
    private readonly Channel<BackupWork> _inOrder;
    private BackupWork? _inHand;

    /// <summary>Prepares the stages.</summary>
    public BackupPipeline(ArchiveParameters archive, int level, int workers, Journal journal)
    {
        _archive = archive;
        _level = level;
        _workers = workers;
        _journal = journal;
        // A share in flight holds a segment of tar stream, or as much of it as was enough, and as much again compressed.
        var inFlight = Math.Clamp(MemoryBudget / (2 * archive.SegmentSize), MinInFlight, MaxInFlight);
        _inOrder = Channel.CreateBounded<BackupWork>(inFlight);
        _toEncode = Channel.CreateBounded<BackupWork>(inFlight);
    }

    /// <summary>Runs all stages to their end.</summary>
    public async Task<BackupResult> RunAsync(IEntrySource source, IBlobSink store, CancellationToken ct)
    {
        using var stages = new Stages(ct);
        using var volumes = new StoreVolumes(_archive, store, stages.Stop);
        using var tally = new BackupTally();
        stages.StartThread(() => Plan(source, stages.Stop));
        for (var i = 0; i < _workers; i++)
        {
            stages.StartThread(() => Encode(stages.Stop));
        }
        stages.StartThread(() => Append(volumes, tally, stages.Stop));
        stages.Start(volumes.PutAsync);
        try
        {
            await stages.WaitAsync();
        }
        finally
        {
            DisposeLeftovers();
        }
        return new BackupResult(
            _archive.Id,
            volumes.Volumes,
            tally.Entries,
            tally.ContentBytes,
            volumes.StoredBytes,
            _journal.Problems
        );
    }

    private void Plan(IEntrySource source, CancellationToken ct)
    {
        foreach (var work in new BackupPlan(_archive).Of(source.Read()))
        {
            // In order first: whatever can be encoded has a place to wait in.
            _inOrder.Writer.WriteBlocking(work, ct);
            _toEncode.Writer.WriteBlocking(work, ct);
        }
        _inOrder.Writer.Complete();
        _toEncode.Writer.Complete();
    }

    private void Encode(CancellationToken ct)
    {
        using var encoder = new EntryEncoder(_archive, _level);
        foreach (var work in _toEncode.Reader.ReadAllBlocking(ct))
        {
            work.Encode(encoder);
        }
    }

    private void Append(StoreVolumes volumes, BackupTally tally, CancellationToken ct)
    {
        using var waiting = new SpillStream(IndexMemory);
        using var writer = new ArchiveWriter(_archive, volumes, waiting);
        using var encoder = new EntryEncoder(_archive, _level);
        foreach (var work in _inOrder.Reader.ReadAllBlocking(ct))
        {
            _inHand = work;
            work.Encoded.Wait(ct);
            do
            {
                work.AppendTo(writer, _journal, tally);
            } while (work.EncodeMore(encoder));
            work.Dispose();
            _inHand = null;
            _journal.Report(tally.Progress(volumes.StoredBytes));
        }
        if (tally.Entries == 0 && _journal.Problems.Total > 0)
        {
            throw new SourceException("nothing could be stored, so no archive was made");
        }
        writer.Complete();
        volumes.End();
    }

    /// <summary>What was in flight when a stage failed: by now no stage runs, so nothing is being filled any more.</summary>
    private void DisposeLeftovers()
    {
        _inHand?.Dispose();
        while (_inOrder.Reader.TryRead(out var work))
        {
            work.Dispose();
        }
    }
}
