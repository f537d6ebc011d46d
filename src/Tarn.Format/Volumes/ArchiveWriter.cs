using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Tar;

namespace Tarn.Format.Volumes;

/// <summary>
/// Lays the segments of one archive into volumes (spec/volumes.md, "Accounting"). Calls come in archive order: an entry
/// begins, goes on, ends; at last the archive is completed. Pure: the same calls give the same bytes. Not thread-safe.
/// </summary>
public sealed class ArchiveWriter : IDisposable
{
    private readonly ArchiveParameters _archive;
    private readonly IFraming _framing;
    private readonly IVolumeSink _sink;
    private readonly PendingIndex _index;
    private readonly StreamPosition _position = new();
    private readonly byte[] _endOfArchive;
    private readonly VolumeRoom _room;
    private VolumeWriter? _volume;
    private int _volumeNumber;
    private ByteString _previous = new(new byte[VolumeStart.HashSize]);
    private OpenEntry? _entry;
    private long _totalEntries;
    private long _totalContent;

    /// <summary>Begins an archive.</summary>
    /// <param name="archive">What is fixed for all of it.</param>
    /// <param name="sink">Receives the volumes.</param>
    /// <param name="waiting">
    /// Where the index of the volume being written waits: an empty seekable stream, which stays the caller's.
    /// </param>
    public ArchiveWriter(ArchiveParameters archive, IVolumeSink sink, Stream waiting)
    {
        _archive = archive;
        _framing = archive.Framing;
        _sink = sink;
        _index = new PendingIndex(_framing, waiting);
        _endOfArchive = EncodeEndOfArchive();
        var startLength = VolumeWriter.LengthOf(DescribeStart(volume: 1, continued: null));
        _room = new VolumeRoom(archive, startLength, _endOfArchive);
    }

    /// <summary>An entry being written.</summary>
    /// <param name="Extent">How long it will be.</param>
    /// <param name="Location">Where it began.</param>
    /// <param name="IsKeptWhole">Whether room for all of it was found in one volume.</param>
    private sealed record OpenEntry(EntryExtent Extent, SegmentLocation Location, bool IsKeptWhole);

    /// <summary>
    /// Begins an entry, or a group of whole ones in one segment, in the current volume if it fits there, otherwise in
    /// the next.
    /// </summary>
    public void BeginEntry(EntryExtent extent, EncodedSegment first)
    {
        var isSingle = extent.TarLength == first.VisibleLength;
        var worstCase = isSingle ? _room.For(first) : _room.AtMostFor(extent.TarLength);
        // What not even an empty volume is sure to hold begins where it comes.
        var keepWhole =
            isSingle || (extent.ContentLength <= _archive.KeepWhole && worstCase <= _room.InEmptyVolume);
        var needed = keepWhole ? worstCase : _room.For(first);
        if (
            _volume is not null
            && (needed + RoomForIndex(extent) > RoomIn(_volume) || _index.IsDirectoryFull)
        )
        {
            CloseVolume(_volume);
        }
        var volume = OpenVolume();
        var place = new SegmentLocation(
            volume.Number,
            volume.Length,
            _position.Sequence,
            _position.TarOffset
        );
        _entry = new OpenEntry(extent, place, keepWhole && needed <= RoomIn(volume));
        _totalEntries += extent.Entries;
        volume.CountEntries(extent.Entries);
        volume.WriteVisible(SegmentKind.Entry, first, _position, place);
    }

    /// <summary>Goes on with the entry, in the next volume if the segment does not fit into this one.</summary>
    public void ContinueEntry(EncodedSegment segment)
    {
        var entry = _entry ?? throw new InvalidOperationException("no entry has begun");
        var needed = _room.For(segment) + RoomForIndex(entry.Extent);
        // For what is kept whole all room was found before, and its index waits if it must; were it cut into more parts
        // than that reckoned with, the volume's size would still hold.
        if (_volume is not null && (entry.IsKeptWhole ? _room.For(segment) : needed) > RoomIn(_volume))
        {
            CloseVolume(_volume);
        }
        OpenVolume(entry).WriteVisible(SegmentKind.Continuation, segment, _position, entry.Location);
    }

    /// <summary>Ends the entry and adds it, or those of the group in their order, to the index.</summary>
    public void EndEntry(IEnumerable<StoredEntry> entries)
    {
        var location = (_entry ?? throw new InvalidOperationException("no entry has begun")).Location;
        foreach (var stored in entries)
        {
            var place = location with { TarOffset = location.TarOffset + stored.OffsetInExtent };
            _index.Add(new IndexEntry(stored.Entry, stored.Identity, stored.Hash, stored.Flags, place));
            _totalContent += stored.Entry.ContentLength;
        }
        _entry = null;
    }

    /// <summary>Ends the tar stream, writes what is left of the index, and closes the last volume.</summary>
    public void Complete()
    {
        var end = new EncodedSegment(TarEncoder.EndOfArchiveLength, _endOfArchive, SegmentFlags.None);
        OpenVolume().WriteVisible(SegmentKind.End, end, _position, default);
        _room.HasEnded = true;
        bool isLast;
        do
        {
            var volume = OpenVolume();
            WriteIndex(volume);
            isLast = _index.IsEmpty;
            FinishVolume(volume, isLast);
        } while (!isLast);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _volume?.Dispose();
        _index.Dispose();
    }

    /// <summary>The volume being written, begun if there is none.</summary>
    private VolumeWriter OpenVolume(OpenEntry? continued = null)
    {
        if (_volume is null)
        {
            if (_volumeNumber == Limits.MaxVolumeNumber)
            {
                throw new InvalidOperationException(
                    $"an archive has at most {_volumeNumber} volumes: use larger ones"
                );
            }
            _volume = new VolumeWriter(DescribeStart(++_volumeNumber, continued), _position, _sink);
        }
        return _volume;
    }

    private VolumeStart DescribeStart(int volume, OpenEntry? continued) =>
        new()
        {
            Archive = _archive,
            Volume = volume,
            Previous = _previous,
            Continued = continued is null ? null : DescribeContinued(continued),
        };

    /// <summary>With the map of a sparse file if there is room: it says where the data belongs.</summary>
    private ContinuedEntry DescribeContinued(OpenEntry entry)
    {
        // More would leave too little of a small volume for what it is there for.
        var most = Math.Min(
            Limits.MaxExtendedHeaders,
            _archive.VolumeSize / ArchiveParameters.SegmentsPerVolume
        );
        var (headers, map) = (entry.Extent.Headers, entry.Extent.Map);
        var copy =
            headers.Length > most ? default
            : headers.Length + map.Length > most ? headers
            : (byte[])[.. headers.Span, .. map.Span];
        return new ContinuedEntry(entry.Location.Sequence, entry.Location.TarOffset, copy);
    }

    private void CloseVolume(VolumeWriter volume)
    {
        WriteIndex(volume);
        FinishVolume(volume, isLast: false);
    }

    /// <summary>Writes the pieces that fit, and their directory; what does not fit waits for the next volume.</summary>
    private void WriteIndex(VolumeWriter volume)
    {
        _index.FinishPiece();
        var written = new List<(long Offset, IndexPiece Piece)>();
        var directoryRoom = 0L;
        var directoryLength = 0L;
        while (_index.PieceCount > 0)
        {
            var room = _index.RoomForNextPiece(ref directoryRoom);
            if (room > RoomIn(volume) && written.Count == 0)
            {
                // Invariant: each volume takes a piece, or the last ones would never find room.
                room = _index.ExactRoomForFirstPiece(volume.Length);
            }
            if (room > RoomIn(volume) || !_index.FitsDirectory(directoryLength))
            {
                break;
            }
            var offset = volume.Length;
            var bytes = _index.TakePiece(out var piece);
            volume.WriteHidden(SegmentKind.Index, SegmentFlags.None, bytes, _position);
            written.Add((offset, piece));
            directoryLength += piece.DirectoryLength;
        }
        if (written.Count == 0)
        {
            return;
        }
        volume.End = volume.End with
        {
            IndexOffset = written[0].Offset,
            DirectoryOffset = volume.Length,
            IndexLines = written.Sum(each => (long)each.Piece.Lines),
        };
        var directory = _index.MakeDirectory(written);
        volume.WriteHidden(SegmentKind.Index, SegmentFlags.Directory, directory, _position);
    }

    private void FinishVolume(VolumeWriter volume, bool isLast)
    {
        volume.End = volume.End with { TotalEntries = _totalEntries, TotalContent = _totalContent };
        _previous = volume.Complete(_position, isLast).Sha256;
        volume.Dispose();
        _volume = null;
    }

    private long RoomIn(VolumeWriter volume) => _room.After(volume.Length);

    /// <summary>
    /// What is set aside for the index: all that waits, and what the entry's line can need, of which never more than
    /// half a volume: a name of 128 KiB may need all of a small one at worst, and what finds no room waits for the next.
    /// </summary>
    private long RoomForIndex(EntryExtent extent)
    {
        var waiting = _index.RoomWith(0);
        return waiting + Math.Min(_index.RoomWith(extent.IndexLength) - waiting, _archive.VolumeSize / 2);
    }

    private byte[] EncodeEndOfArchive()
    {
        using var encoder = _framing.CreateEncoder(level: 1);
        var body = new byte[_framing.MaxBodyLength(TarEncoder.EndOfArchiveLength)];
        return body[..encoder.Encode(new byte[TarEncoder.EndOfArchiveLength], body)];
    }
}
