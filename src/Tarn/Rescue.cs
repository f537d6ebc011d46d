using Tarn.Format.Bytes;
using Tarn.Restoring;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Stores;
using Tarn.Targets;

namespace Tarn;

/// <summary>
/// Finds archives in anything that may hold segments of them, in any order and with anything between, and restores what
/// there is. Believes nothing but checked segments. Not thread-safe.
/// </summary>
public sealed class Rescue : IDisposable
{
    private readonly Findings _findings;
    private readonly int _workers;

    private Rescue(Findings findings, VolumeMap map, int workers)
    {
        _findings = findings;
        Map = map;
        _workers = workers;
        Archives =
        [
            .. findings.Archives.OrderBy(found => found.IsInside).Select(found => new RescuedArchive(found)),
        ];
    }

    /// <summary>
    /// The archives found. Those that lie where segments of another one are lost come last: they may be content of that.
    /// </summary>
    public IReadOnlyList<RescuedArchive> Archives { get; }

    /// <summary>
    /// The inputs as a map. What is in no segment is <see cref="ShareState.Unknown"/> there: it may be anything.
    /// </summary>
    public VolumeMap Map { get; }

    /// <summary>A format version of segments that this program cannot read; 0 if none were met.</summary>
    public int OtherVersion => _findings.OtherVersion;

    /// <summary>Reads all inputs, from their first byte to their last, or the parts of them that are asked for.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="workers">How many segments are checked at a time; null for a number that fits the machine.</param>
    /// <param name="listener">Hears how far it is.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Rescue> ScanAsync(
        IReadOnlyList<ScanInput> inputs,
        int? workers,
        IListener? listener,
        CancellationToken ct
    )
    {
        var count = Workers.Of(workers);
        var map = new VolumeMap(inputs.Count, input => inputs[input].Name);
        var watch = new MapWatch(map, await MeasureAsync(inputs, ct), ShareState.Unknown);
        var findings = await Findings.ScanAsync(
            inputs,
            count,
            isChecked: null,
            (input, segment) => watch.See(input, segment, segment.Defect == Defect.None),
            new Journal(listener),
            ct
        );
        watch.Complete();
        return new Rescue(findings, map, count);
    }

    /// <summary>Looks what there is of an archive, entry by entry, and restores nothing.</summary>
    public static Task<ArchiveOutline> OutlineAsync(RescuedArchive archive, CancellationToken ct) =>
        ArchiveOutline.OfAsync(archive.Found, ct);

    /// <summary>Restores what there is of an archive. What is lost is reported.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<RestoreResult> RestoreAsync(
        RescuedArchive archive,
        IRestoreTarget target,
        RestoreOptions options,
        IListener? listener,
        CancellationToken ct
    )
    {
        var journal = new Journal(listener);
        var contents = new FoundContents(archive.Found);
        var result = await new RestorePipeline(contents, target, journal).RunAsync(options, _workers, ct);
        contents.ReportMissing(journal);
        contents.ReportUnknown(journal);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _findings.Dispose();

    /// <summary>0 of what cannot be opened: the scan tells of it.</summary>
    private static async Task<long> LengthAsync(ScanInput input, CancellationToken ct)
    {
        try
        {
            await using var blob = await input.Open(ct);
            return blob.Length;
        }
        catch (StoreException)
        {
            return 0;
        }
    }

    private static async Task<IReadOnlyList<(int Volume, long Length)>> MeasureAsync(
        IReadOnlyList<ScanInput> inputs,
        CancellationToken ct
    )
    {
        var measured = new List<(int, long)>(inputs.Count);
        foreach (var input in inputs)
        {
            measured.Add((measured.Count, await LengthAsync(input, ct)));
        }
        return measured;
    }
}
