using System.Threading.Channels;
using Tarn.Format.Bytes;
using Tarn.Pipeline;

namespace Tarn.Scanning;

/// <summary>Checks many segments at once, several side by side. One caller at a time.</summary>
internal sealed class CheckerPool : IAsyncDisposable
{
    private readonly Channel<Batch> _batches = Channel.CreateUnbounded<Batch>();
    private readonly Stages _stages;
    private readonly int _workers;
    private readonly Predicate<FoundSegment>? _isChecked;

    /// <summary>Starts the workers.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="isChecked">Whether to check a segment, or take it for good; null to check all.</param>
    /// <param name="ct">Gives up.</param>
    public CheckerPool(int workers, Predicate<FoundSegment>? isChecked, CancellationToken ct)
    {
        _workers = workers;
        _isChecked = isChecked;
        _stages = new Stages(ct);
        for (var i = 0; i < workers; i++)
        {
            _stages.Start(WorkAsync);
        }
    }

    /// <summary>Finds out the defect of each of the segments.</summary>
    public async Task CheckAsync(IReadOnlyList<FoundSegment> segments)
    {
        FoundSegment[] chosen =
        [
            .. segments.Where(segment =>
                segment.Defect == Defect.None && (_isChecked is null || _isChecked(segment))
            ),
        ];
        var batch = new Batch(chosen, _workers);
        for (var i = 0; i < _workers; i++)
        {
            _batches.Writer.TryWrite(batch);
        }
        await batch.Done.WaitAsync(_stages.Stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _stages.WaitAsync();
        _stages.Dispose();
    }

    private async Task WorkAsync()
    {
        using var checker = new SegmentChecker();
        await foreach (var batch in _batches.Reader.ReadAllAsync(_stages.Stop))
        {
            batch.Work(checker);
        }
    }

    /// <summary>Segments that all workers take from, until none are left.</summary>
    private sealed class Batch(IReadOnlyList<FoundSegment> segments, int workers)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _next = -1;
        private int _working = workers;

        public Task Done => _done.Task;

        public void Work(SegmentChecker checker)
        {
            int index;
            while ((index = Interlocked.Increment(ref _next)) < segments.Count)
            {
                var segment = segments[index];
                segment.Defect = checker.Check(segment.Head, segment.Bytes);
            }
            if (Interlocked.Decrement(ref _working) == 0)
            {
                _done.SetResult();
            }
        }
    }
}
