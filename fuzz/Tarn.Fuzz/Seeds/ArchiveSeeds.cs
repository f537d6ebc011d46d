using Tarn.Format.Segments;
using Tarn.Tests.Format.Vectors;

namespace Tarn.Fuzz.Seeds;

/// <summary>Small archives that the program made, and what is in them.</summary>
internal static class ArchiveSeeds
{
    /// <summary>Whole archives of one volume, of both codecs: without entries, and with every type.</summary>
    public static IEnumerable<byte[]> Volumes =>
        ((string[])["empty-gzip", "empty-zstd", "every-type-gzip", "every-type-zstd"]).Select(ReadVolume);

    /// <summary>Their tar streams.</summary>
    public static IEnumerable<byte[]> TarStreams =>
        Volumes
            .Where(volume => Framings.Detect(volume) == Framings.Zstd)
            .Select(volume =>
                (byte[])[.. SegmentsOf(volume).SelectMany(segment => Decode(Framings.Zstd, segment))]
            );

    /// <summary>Their segments, of one framing.</summary>
    public static IEnumerable<byte[]> Segments(IFraming framing) =>
        Volumes.Where(volume => Framings.Detect(volume) == framing).SelectMany(SegmentsOf);

    /// <summary>The bodies of those that have a visible payload.</summary>
    public static IEnumerable<byte[]> Bodies(IFraming framing) =>
        from segment in Segments(framing)
        let marker = MarkerOf(framing, segment)
        where marker.VisibleLength > 0
        select framing.Body(marker, segment).ToArray();

    /// <summary>The hidden payloads of one kind.</summary>
    public static IEnumerable<byte[]> Hidden(IFraming framing, SegmentKind kind) =>
        from segment in Segments(framing)
        let marker = MarkerOf(framing, segment)
        where marker.Kind == kind
        select segment.AsSpan(framing.HeadSize(), marker.HiddenLength).ToArray();

    /// <summary>The tar stream in a segment.</summary>
    private static byte[] Decode(IFraming framing, byte[] segment)
    {
        var marker = MarkerOf(framing, segment);
        var visible = new byte[marker.VisibleLength];
        if (visible.Length > 0)
        {
            using var decoder = framing.CreateDecoder();
            decoder.Decode(framing.Body(marker, segment), visible);
        }
        return visible;
    }

    private static byte[] ReadVolume(string archive) =>
        File.ReadAllBytes(
            Directory.EnumerateFiles(VectorFiles.PathOf($"archives/{archive}"), "*.tar.*").Single()
        );

    private static IEnumerable<byte[]> SegmentsOf(byte[] volume)
    {
        var framing = Framings.Detect(volume)!;
        for (var at = framing.Prologue.Length; at < volume.Length; )
        {
            var length = MarkerOf(framing, volume.AsSpan(at)).StoredLength;
            yield return volume[at..(at + length)];
            at += length;
        }
    }

    private static Marker MarkerOf(IFraming framing, ReadOnlySpan<byte> segment)
    {
        Promise.That(framing.TryReadHead(segment, out var marker, out _), "the vectors can be read");
        return marker;
    }
}
