using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Sets;

/// <summary>A blob of a store that is a volume, by its start or its end.</summary>
/// <param name="Name">The blob's name, which means nothing.</param>
/// <param name="Length">Its length, bytes.</param>
/// <param name="Archive">The archive it belongs to.</param>
/// <param name="Number">Its number in that archive, from 1.</param>
/// <param name="Framing">How its segments are framed.</param>
/// <param name="Start">What its start says; null if it cannot be read.</param>
/// <param name="FirstSegment">Where the first segment after the start begins; 0 if the start cannot be read.</param>
/// <param name="End">What its end says; null if it cannot be read.</param>
public sealed record VolumeListing(
    string Name,
    long Length,
    ArchiveId Archive,
    int Number,
    IFraming Framing,
    VolumeStart? Start,
    long FirstSegment,
    VolumeEnd? End
);
