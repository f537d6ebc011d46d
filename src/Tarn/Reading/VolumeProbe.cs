using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>Finds out whether a blob is a volume, and what its start and its end say, by reading only those.</summary>
/// <param name="store">Where the blobs are.</param>
internal sealed class VolumeProbe(IStore store)
{
    /// <summary>More than any volume start that carries no long headers; nearly always one read is enough.</summary>
    private const int HeadLength = 4096;

    private readonly List<(string Name, int Version)> _otherVersions = [];
    private int? _otherVersion;

    /// <summary>How many volumes of a format version that is not known here were met.</summary>
    public int OtherVersions => _otherVersions.Count;

    /// <summary>What the blob is; null if it is no volume that can be read here.</summary>
    public async Task<VolumeListing?> ReadAsync(BlobListing blob, CancellationToken ct)
    {
        await using var bytes = await store.OpenAsync(blob.Name, ct);
        var head = await ReadRangeAsync(bytes, 0, HeadLength, ct);
        var tail = await ReadRangeAsync(
            bytes,
            Math.Max(0, bytes.Length - VolumeEnd.SegmentSize),
            VolumeEnd.SegmentSize,
            ct
        );
        _otherVersion = null;
        var volume = await IdentifyAsync(blob, bytes, head, tail, ct);
        if (volume is null && _otherVersion is { } version)
        {
            _otherVersions.Add((blob.Name, version));
        }
        return volume;
    }

    /// <summary>Says so if a volume of another version was met.</summary>
    /// <exception cref="IncompatibleFormatException">One was.</exception>
    public void ThrowIfIncompatible()
    {
        if (_otherVersions is [var (name, version), ..])
        {
            throw new IncompatibleFormatException($"volume '{name}'", version, Marker.Version);
        }
    }

    private async Task<VolumeListing?> IdentifyAsync(
        BlobListing blob,
        IBlob bytes,
        ReadOnlyMemory<byte> head,
        ReadOnlyMemory<byte> tail,
        CancellationToken ct
    )
    {
        foreach (var framing in (IFraming[])[Framings.Zstd, Framings.Gzip])
        {
            var startMarker = ReadStartMarker(head.Span, framing);
            var (end, endMarker) = ReadEnd(tail, bytes.Length - tail.Length, framing);
            if ((startMarker ?? endMarker) is not { } marker)
            {
                continue;
            }
            var isSame = endMarker?.Archive == marker.Archive && endMarker?.Volume == marker.Volume;
            var volume = new VolumeListing(
                blob.Name,
                bytes.Length,
                marker.Archive,
                marker.Volume,
                framing,
                Start: null,
                FirstSegment: 0,
                isSame ? end : null
            );
            if (startMarker is null)
            {
                return volume;
            }
            var (start, first) = await ReadStartAsync(bytes, head, volume, marker, ct);
            return volume with { Start = start, FirstSegment = first };
        }
        return null;
    }

    private Marker? ReadStartMarker(ReadOnlySpan<byte> head, IFraming framing)
    {
        if (!head.StartsWith(framing.Prologue))
        {
            return null;
        }
        var isSegment = framing.TryReadHead(head[framing.Prologue.Length..], out var marker, out var defect);
        if (defect == Defect.UnknownVersion)
        {
            _otherVersion = Marker.VersionOf(head[(framing.Prologue.Length + framing.PrefixSize)..]);
        }
        return isSegment && marker.Kind == SegmentKind.VolumeStart ? marker : null;
    }

    private static async Task<(VolumeStart? Start, long First)> ReadStartAsync(
        IBlob bytes,
        ReadOnlyMemory<byte> head,
        VolumeListing volume,
        Marker marker,
        CancellationToken ct
    )
    {
        try
        {
            var reader = new SegmentReader(volume, new HeadBlob(bytes, head));
            var (payload, _, next) = await reader.ReadHiddenAsync(
                volume.Framing.Prologue.Length,
                SegmentKind.VolumeStart,
                Limits.MaxVolumeStart,
                ct
            );
            var isStart = VolumeStart.TryParse(marker, payload, out var start, out _);
            return isStart && start!.Archive.Codec == volume.Framing.Codec
                ? (WithoutHeaders(start), next)
                : default;
        }
        catch (CorruptArchiveException)
        {
            return default;
        }
    }

    /// <summary>A store may have thousands of volumes, and only rescue wants these headers, which can be long.</summary>
    private static VolumeStart WithoutHeaders(VolumeStart start) =>
        new()
        {
            Archive = start.Archive,
            Volume = start.Volume,
            Previous = start.Previous,
            Continued = start.Continued is { } entry ? entry with { Headers = default } : null,
        };

    private static (VolumeEnd? End, Marker? Marker) ReadEnd(
        ReadOnlyMemory<byte> tail,
        long offset,
        IFraming framing
    )
    {
        if (
            !framing.TryReadHead(tail.Span, out var marker, out _)
            || marker.Kind != SegmentKind.VolumeEnd
            || marker.StoredLength != tail.Length
            || !framing.TryReadHidden(marker, tail, out var hidden, out _)
            || !VolumeEnd.TryParse(hidden.Span, out var end, out _)
            || end.Offset != offset
        )
        {
            return default;
        }
        return (end, marker);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadRangeAsync(
        IBlob blob,
        long offset,
        int length,
        CancellationToken ct
    )
    {
        var bytes = new byte[length];
        return bytes.AsMemory(0, await blob.ReadAsync(offset, bytes, ct));
    }
}
