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

    private bool _sawOtherVersion;

    /// <summary>What the blob is; null if it is no volume.</summary>
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
        foreach (var framing in (IFraming[])[Framings.Zstd, Framings.Gzip])
        {
            var (start, startMarker, first) = await ReadStartAsync(bytes, head, framing, ct);
            var (end, endMarker) = ReadEnd(tail, framing);
            if ((startMarker ?? endMarker) is { } marker)
            {
                return new VolumeListing(
                    blob.Name,
                    bytes.Length,
                    marker.Archive,
                    marker.Volume,
                    framing,
                    start,
                    first,
                    end is not null
                    && endMarker?.Archive == marker.Archive
                    && endMarker?.Volume == marker.Volume
                        ? end
                        : null
                );
            }
        }
        return null;
    }

    /// <summary>Says so if a volume of another version was met.</summary>
    public void ThrowIfIncompatible()
    {
        if (_sawOtherVersion)
        {
            throw new IncompatibleFormatException(Marker.Version + 1, Marker.Version);
        }
    }

    private async Task<(VolumeStart? Start, Marker? Marker, long First)> ReadStartAsync(
        IBlob bytes,
        ReadOnlyMemory<byte> head,
        IFraming framing,
        CancellationToken ct
    )
    {
        if (!head.Span.StartsWith(framing.Prologue))
        {
            return default;
        }
        var segment = head[framing.Prologue.Length..];
        if (!framing.TryReadHead(segment.Span, out var marker, out var defect))
        {
            _sawOtherVersion |= defect == Defect.UnknownVersion;
            return default;
        }
        if (marker.Kind != SegmentKind.VolumeStart)
        {
            return default;
        }
        var listing = new VolumeListing(
            "",
            bytes.Length,
            marker.Archive,
            marker.Volume,
            framing,
            null,
            0,
            null
        );
        // The reader must not close the blob, which is not its own here.
        var reader = new SegmentReader(listing, bytes);
        try
        {
            var limit = Limits.MaxExtendedHeaders + (64 << 10);
            var (payload, _, next) = await reader.ReadHiddenAsync(
                framing.Prologue.Length,
                SegmentKind.VolumeStart,
                limit,
                ct
            );
            return VolumeStart.TryParse(marker, payload, out var start, out _)
                ? (start, marker, next)
                : (null, marker, 0);
        }
        catch (CorruptArchiveException)
        {
            return (null, marker, 0);
        }
    }

    private static (VolumeEnd? End, Marker? Marker) ReadEnd(ReadOnlyMemory<byte> tail, IFraming framing)
    {
        if (
            !framing.TryReadHead(tail.Span, out var marker, out _)
            || marker.Kind != SegmentKind.VolumeEnd
            || marker.StoredLength != tail.Length
            || !framing.TryReadHidden(marker, tail, out var hidden, out _)
            || !VolumeEnd.TryParse(hidden.Span, out var end, out _)
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
