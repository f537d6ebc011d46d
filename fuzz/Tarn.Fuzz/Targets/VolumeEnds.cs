using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Payloads of volume ends.</summary>
internal sealed class VolumeEnds : ITarget
{
    /// <inheritdoc/>
    public string Name => "volume-ends";

    /// <inheritdoc/>
    public string Parses => "payloads of volume ends";

    /// <inheritdoc/>
    public long Allowance => 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            .. VectorSeeds.Of("gzip volume end").Select(segment => segment[Framings.Gzip.HeadSize()..]),
            .. VectorSeeds.Of("zstd volume end").Select(segment => segment[Framings.Zstd.HeadSize()..]),
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        if (!VolumeEnd.TryParse(input, out var end, out var defect))
        {
            Promise.That(defect != Defect.None, "a refused volume end has a defect");
            return;
        }
        Promise.That(
            end.IndexOffset <= end.DirectoryOffset && end.DirectoryOffset < end.Offset,
            "a volume end that was read has its index before itself"
        );
        var written = new byte[VolumeEnd.FixedSize];
        end.WriteTo(Codec.Zstd, written);
        Promise.That(
            VolumeEnd.TryParse(written, out var again, out _) && again == end,
            "a volume end that is written again is read as it was"
        );
    }
}
