using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Payloads of volume starts.</summary>
internal sealed class VolumeStarts : ITarget
{
    private static readonly Marker Marker = new()
    {
        Kind = SegmentKind.VolumeStart,
        Volume = 1,
        Archive = default,
        Sequence = 0,
        TarOffset = 0,
        StoredLength = Marker.Size,
    };

    /// <inheritdoc/>
    public string Name => "volume-starts";

    /// <inheritdoc/>
    public string Parses => "payloads of volume starts";

    /// <inheritdoc/>
    public long Allowance => 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            .. VectorSeeds.Of("gzip volume start").Select(segment => segment[Framings.Gzip.HeadSize()..]),
            .. VectorSeeds.Of("zstd volume start").Select(segment => segment[Framings.Zstd.HeadSize()..]),
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        if (!VolumeStart.TryParse(Marker, input, out var start, out var defect))
        {
            Promise.That(defect != Defect.None, "a refused volume start has a defect");
            return;
        }
        Promise.That(start!.Length <= input.Length, "a volume start is no longer than its payload");
        VolumeName.Of(start.Archive, start.Volume);
        var written = Write(start);
        Promise.That(
            VolumeStart.TryParse(Marker, written, out var again, out _)
                && Write(again!).AsSpan().SequenceEqual(written),
            "a volume start that is written again is read as it was"
        );
    }

    private static byte[] Write(VolumeStart start)
    {
        var payload = new byte[start.Length];
        start.WriteTo(payload);
        return payload;
    }
}
