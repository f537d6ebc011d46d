using Tarn.Format.Segments;
using Tarn.Linux.Spill;
using Tarn.Results;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>The archives whose segments were found in some inputs.</summary>
internal sealed class Findings : IDisposable
{
    private readonly FoundRuns _runs;
    private readonly List<FoundArchive> _archives;

    private Findings(IReadOnlyList<ScanInput> inputs, FoundRuns runs)
    {
        Inputs = inputs;
        _runs = runs;
        _archives = [.. Split(inputs, runs)];
    }

    /// <summary>Where they were found.</summary>
    public IReadOnlyList<ScanInput> Inputs { get; }

    /// <summary>The archives, by their ids.</summary>
    public IReadOnlyList<FoundArchive> Archives => _archives;

    /// <summary>A format version that was met and is not known here; 0 if none was.</summary>
    public int OtherVersion { get; private init; }

    /// <summary>What a scan of some inputs has found.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="sorter">Gives the runs, sorted.</param>
    public static Findings Of(IReadOnlyList<ScanInput> inputs, SpillSorter sorter) =>
        new(inputs, new FoundRuns(sorter));

    /// <summary>Reads all inputs from beginning to end, as far as they are to be looked at.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="workers">How many segments are checked at a time.</param>
    /// <param name="isChecked">Whether to check a segment, or take it for good; null to check all.</param>
    /// <param name="see">Hears of every segment, good or damaged, with the number of its input.</param>
    /// <param name="journal">Hears how far it is.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Findings> ScanAsync(
        IReadOnlyList<ScanInput> inputs,
        int workers,
        Predicate<FoundSegment>? isChecked,
        Action<int, FoundSegment>? see,
        Journal journal,
        CancellationToken ct
    )
    {
        using var sorter = new SpillSorter();
        var recorder = new RunRecorder(sorter);
        var progress = new Progress(0, 0, 0, default);
        var otherVersion = 0;
        await using (var pool = new CheckerPool(workers, isChecked, ct))
        {
            for (var input = 0; input < inputs.Count; input++)
            {
                var (from, to) = (inputs[input].From, inputs[input].To);
                recorder.BeginInput();
                await using var blob = await TryOpenAsync(inputs[input], journal, ct);
                if (blob is null)
                {
                    continue;
                }
                var scan = new SegmentScan(blob, pool);
                await foreach (var segment in scan.ReadAsync(from, to, ct))
                {
                    recorder.Add(segment);
                    see?.Invoke(input, segment);
                    journal.Report(progress with { StoredBytes = progress.StoredBytes + segment.End - from });
                }
                var length = Math.Max(0, Math.Min(to, blob.Length) - from);
                progress = progress with { StoredBytes = progress.StoredBytes + length };
                journal.Report(progress);
                otherVersion = Math.Max(otherVersion, scan.OtherVersion);
            }
        }
        recorder.Complete();
        sorter.Sort();
        return new Findings(inputs, new FoundRuns(sorter)) { OtherVersion = otherVersion };
    }

    /// <summary>The archive of an id, which may have nothing.</summary>
    public FoundArchive Find(ArchiveId id)
    {
        var found = Archives.FirstOrDefault(found => found.Id == id);
        if (found is null)
        {
            found = new FoundArchive(_runs, Inputs, id, 0, 0);
            _archives.Add(found);
        }
        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var archive in Archives)
        {
            archive.Dispose();
        }
        _runs.Dispose();
    }

    /// <summary>Null if it cannot be opened, which is reported: the others can.</summary>
    private static async ValueTask<IBlob?> TryOpenAsync(
        ScanInput input,
        Journal journal,
        CancellationToken ct
    )
    {
        try
        {
            return new ForgivingBlob(await input.Open(ct), input.Name, journal);
        }
        catch (StoreException failure)
        {
            journal.Report(new Problem(ProblemKind.Damaged, default, failure.Message));
            return null;
        }
    }

    private static IEnumerable<FoundArchive> Split(IReadOnlyList<ScanInput> inputs, FoundRuns runs)
    {
        for (long first = 0, next; first < runs.Count; first = next)
        {
            var id = runs[first].Run.Archive;
            for (next = first + 1; next < runs.Count && runs[next].Run.Archive == id; )
            {
                next++;
            }
            yield return new FoundArchive(runs, inputs, id, first, next - first);
        }
    }
}
