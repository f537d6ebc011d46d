using System.Runtime.CompilerServices;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>The good segments of one archive, in the order of their sequences, wherever they lie.</summary>
/// <param name="runs">The runs of all archives; stay the caller's.</param>
/// <param name="inputs">Where they lie.</param>
/// <param name="id">Its id.</param>
/// <param name="first">The first run of this archive.</param>
/// <param name="count">How many it has.</param>
internal sealed class FoundArchive(
    FoundRuns runs,
    IReadOnlyList<ScanInput> inputs,
    ArchiveId id,
    long first,
    long count
) : IDisposable
{
    private readonly Lazy<HashSet<int>> _volumes = new(() => VolumesOf(runs, first, count));

    /// <summary>Its id.</summary>
    public ArchiveId Id => id;

    /// <summary>Whether all of it lies where segments of another archive are lost: it may be content of that.</summary>
    public bool IsInside => Runs.All(run => run.IsInside);

    /// <summary>The inputs.</summary>
    public IReadOnlyList<ScanInput> Inputs => inputs;

    /// <summary>Headers of entries whose own are lost.</summary>
    public HeaderCopies Headers { get; } = new();

    /// <summary>What an entry is called that has lost its name: where it came from.</summary>
    public UnixPath NameOf(long sequence) => UnixPath.FromText($"unknown.{Id.ToString()[..12]}.{sequence}");

    /// <inheritdoc/>
    public void Dispose() => Headers.Dispose();

    /// <summary>A reader of the inputs; the caller's.</summary>
    public InputReader OpenReader() => new(inputs);

    /// <summary>The heads of all segments, from a sequence on.</summary>
    /// <exception cref="CorruptArchiveException">A segment is not there any more.</exception>
    public async IAsyncEnumerable<PlacedHead> HeadsAsync(
        long from,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var reader = OpenReader();
        for (var index = IndexOf(from); index < count; index++)
        {
            var (run, firstUsed) = Run(index);
            var begin = Math.Max(from, firstUsed);
            var offset = run.Offset;
            for (var sequence = run.FirstSequence; sequence <= run.LastSequence; sequence++)
            {
                var place = await reader.HeadAsync(run.Input, offset, ct);
                offset += place.Marker.StoredLength;
                if (sequence >= begin)
                {
                    yield return place;
                }
            }
        }
    }

    /// <summary>The segment that follows another one, whatever is missing between them; null if none does.</summary>
    /// <exception cref="CorruptArchiveException">It is not there any more.</exception>
    public async ValueTask<PlacedHead?> NextAsync(InputReader reader, PlacedHead place, CancellationToken ct)
    {
        var index = IndexOf(place.Marker.Sequence + 1);
        if (index == count)
        {
            return null;
        }
        var (run, firstUsed) = Run(index);
        var wanted = Math.Max(firstUsed, place.Marker.Sequence + 1);
        var isSameRun = run.Input == place.Input && place.Offset >= run.Offset && place.Offset < run.End;
        var next = isSameRun
            ? await reader.HeadAsync(run.Input, place.Offset + place.Marker.StoredLength, ct)
            : await reader.HeadAsync(run.Input, run.Offset, ct);
        while (next.Marker.Sequence < wanted)
        {
            next = await reader.HeadAsync(run.Input, next.Offset + next.Marker.StoredLength, ct);
        }
        return next;
    }

    /// <summary>The volumes of which there is anything.</summary>
    public IReadOnlyCollection<int> VolumeNumbers => _volumes.Value;

    /// <summary>Whether there is anything of a volume.</summary>
    public bool HasVolume(int number) => _volumes.Value.Contains(number);

    /// <summary>
    /// Why something between two volumes is lost: <see cref="Defect.Missing"/> if the volume behind the former, or the one
    /// before the latter, is missing.
    /// </summary>
    public Defect WhyLost(int from, int to)
    {
        var isMissing = to - from > 1 && !(HasVolume(to == int.MaxValue ? from + 1 : to - 1));
        return isMissing ? Defect.Missing : Defect.BadContent;
    }

    private IEnumerable<SegmentRun> Runs
    {
        get
        {
            for (var index = 0L; index < count; index++)
            {
                yield return Run(index).Run;
            }
        }
    }

    /// <summary>The first run that has a sequence, or a later one.</summary>
    private long IndexOf(long sequence)
    {
        var (low, high) = (0L, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Run(middle).Run.LastSequence < sequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private UsedRun Run(long index) => runs[first + index];

    private static HashSet<int> VolumesOf(FoundRuns runs, long first, long count)
    {
        var volumes = new HashSet<int>();
        for (var index = first; index < first + count; index++)
        {
            volumes.Add(runs[index].Run.Volume);
        }
        return volumes;
    }
}
