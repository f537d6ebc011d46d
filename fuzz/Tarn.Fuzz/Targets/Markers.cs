using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Markers alone.</summary>
internal sealed class Markers : ITarget
{
    /// <inheritdoc/>
    public string Name => "markers";

    /// <inheritdoc/>
    public string Parses => "markers, as they come and with their check made right";

    /// <inheritdoc/>
    public long Allowance => 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => VectorSeeds.Of("marker");

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        CheckMarker(input);
        CheckMarker(Mending.Markers(input));
    }

    private static void CheckMarker(byte[] bytes)
    {
        if (!Marker.TryParse(bytes, out var marker, out var defect))
        {
            Promise.That(defect != Defect.None, "a refused marker has a defect");
            return;
        }
        Promise.That(
            marker.VisibleLength is >= 0 and <= Limits.MaxSegmentSize
                && marker.HiddenLength is >= 0 and <= Limits.MaxHiddenPayload
                && marker.StoredLength is >= Marker.Size and <= Limits.MaxStoredSegment
                && marker.Sequence is >= 0 and < Limits.MaxPosition
                && marker.TarOffset is >= 0 and < Limits.MaxPosition
                && marker.Volume is >= 1 and <= Limits.MaxVolumeNumber,
            "a marker that was read keeps the limits"
        );
        var written = new byte[Marker.Size];
        marker.WriteTo(written);
        Promise.That(
            Marker.TryParse(written, out var again, out _) && again == marker,
            "a marker that is written again is read as it was"
        );
    }
}
