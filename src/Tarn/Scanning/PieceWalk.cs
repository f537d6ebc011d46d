using System.Runtime.CompilerServices;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Scanning;

/// <summary>Goes through an archive's entries in their order, as far as there are segments of them. Not thread-safe.</summary>
/// <param name="archive">The archive.</param>
internal sealed class PieceWalk(FoundArchive archive)
{
    private readonly HiddenParts _starts = new();
    private VolumeStart? _start;

    /// <summary>The latest volume start that could be read.</summary>
    public VolumeStart? Start => _start;

    /// <summary>The latest volume end that could be read.</summary>
    public VolumeEnd? End { get; private set; }

    /// <summary>The sequence of that volume end's segment.</summary>
    public long EndSequence { get; private set; }

    /// <summary>Whether the end of the tar stream was found, or that of the last volume.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>The entries.</summary>
    public async IAsyncEnumerable<EntryPieces> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        EntryPieces? pieces = null;
        await using var reader = archive.OpenReader();
        await foreach (var place in archive.HeadsAsync(0, ct))
        {
            var marker = place.Marker;
            if (marker.Kind is SegmentKind.VolumeStart or SegmentKind.VolumeEnd)
            {
                TakeHidden(place, await reader.SegmentAsync(place, ct));
            }
            HasEnd |= marker.Kind == SegmentKind.End || End is { IsLast: true };
            if (marker.Kind is not (SegmentKind.Entry or SegmentKind.Continuation))
            {
                continue;
            }
            if (
                pieces is not null
                && marker.EntrySequence == pieces.Sequence
                && marker.Kind != SegmentKind.Entry
            )
            {
                pieces = GoOn(pieces, marker);
                continue;
            }
            if (pieces is not null)
            {
                yield return pieces;
            }
            pieces = Begin(place);
        }
        if (pieces is not null)
        {
            yield return pieces;
        }
    }

    private static EntryPieces GoOn(EntryPieces pieces, Marker marker) =>
        pieces with
        {
            Last = marker,
            IsContiguous = pieces.IsContiguous && marker.TarOffset == pieces.TarEnd,
        };

    private EntryPieces Begin(PlacedHead place)
    {
        var marker = place.Marker;
        var isEntry = marker.Kind == SegmentKind.Entry;
        var continued =
            !isEntry && _start?.Volume == marker.Volume && _start.Continued?.Sequence == marker.EntrySequence
                ? _start.Continued
                : null;
        return new EntryPieces
        {
            Sequence = isEntry ? marker.Sequence : marker.EntrySequence,
            TarOffset = isEntry ? marker.TarOffset : marker.EntryTarOffset,
            First = place,
            Last = marker,
            IsContiguous = true,
            Continued = continued,
        };
    }

    private void TakeHidden(PlacedHead place, ReadOnlyMemory<byte> bytes)
    {
        if (!place.Head.Framing.TryReadHidden(place.Marker, bytes, out var hidden, out _))
        {
            return;
        }
        if (place.Marker.Kind == SegmentKind.VolumeEnd)
        {
            (End, EndSequence) = VolumeEnd.TryParse(hidden.Span, out var end, out _)
                ? (end, place.Marker.Sequence)
                : (End, EndSequence);
        }
        else if (
            _starts.Add(place.Marker, hidden.Span) is { } payload
            && VolumeStart.TryParse(place.Marker, payload, out var start, out _)
        )
        {
            _start = start;
            if (start?.Continued is { } continued)
            {
                // Any of them will do for an entry, whichever of its segments are left.
                archive.Headers.Add(continued);
            }
        }
    }
}
