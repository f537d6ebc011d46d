using Tarn.Format.Segments;
using Tarn.Linux.Spill;

namespace Tarn.Scanning;

/// <summary>
/// The runs of all archives, sorted by archive and sequence, without those of which there is a copy: each sequence of an
/// archive is in one of them at most. Thread-safe.
/// </summary>
internal sealed class FoundRuns : IDisposable
{
    private const int MemoryLimit = 8 << 20;
    private const int RecordSize = SegmentRun.Size + sizeof(long);

    private readonly SpillStream _stream = new(MemoryLimit);
    private readonly byte[] _record = new byte[RecordSize];
    private readonly Lock _turn = new();

    /// <summary>Takes the runs out of <paramref name="sorter"/>, which has sorted them.</summary>
    public FoundRuns(SpillSorter sorter)
    {
        ArchiveId? archive = null;
        long next = 0;
        while (sorter.TryTake(out var bytes))
        {
            var run = SegmentRun.Read(bytes);
            if (run.Archive != archive)
            {
                archive = run.Archive;
                next = 0;
            }
            if (run.LastSequence >= next)
            {
                Append(new UsedRun(run, Math.Max(next, run.FirstSequence)));
                next = run.LastSequence + 1;
            }
        }
    }

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>One of them.</summary>
    public UsedRun this[long index]
    {
        get
        {
            lock (_turn)
            {
                _stream.Position = index * RecordSize;
                _stream.ReadExactly(_record);
                return new UsedRun(SegmentRun.Read(_record), BitConverter.ToInt64(_record, SegmentRun.Size));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Append(UsedRun used)
    {
        used.Run.WriteTo(_record);
        BitConverter.TryWriteBytes(_record.AsSpan(SegmentRun.Size), used.FirstUsed);
        _stream.Write(_record);
        Count++;
    }
}
