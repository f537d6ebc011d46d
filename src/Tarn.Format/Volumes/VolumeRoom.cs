using Tarn.Format.Segments;

namespace Tarn.Format.Volumes;

/// <summary>How much room there is in a volume, and how much things need (spec/volumes.md, "Accounting").</summary>
internal sealed class VolumeRoom
{
    private readonly ArchiveParameters _archive;
    private readonly IFraming _framing;
    private readonly long _forEndOfArchive;

    /// <summary>Reckons with the volumes of <paramref name="archive"/>.</summary>
    /// <param name="archive">Sizes, and the framing.</param>
    /// <param name="startLength">Bytes of a volume start without a continued entry.</param>
    /// <param name="endOfArchive">The body of the segment that ends the tar stream.</param>
    public VolumeRoom(ArchiveParameters archive, int startLength, ReadOnlySpan<byte> endOfArchive)
    {
        _archive = archive;
        _framing = archive.Framing;
        _forEndOfArchive = _framing.StoredLength(0, endOfArchive.Length);
        InEmptyVolume = After(startLength);
    }

    /// <summary>Whether the tar stream has ended, so that no room need be kept for its end.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Bytes for entries and index in a volume that holds nothing yet.</summary>
    public long InEmptyVolume { get; }

    /// <summary>Bytes for entries and index in a volume that is <paramref name="length"/> bytes long by now.</summary>
    public long After(long length) =>
        _archive.VolumeSize - length - VolumeEnd.SegmentSize - (HasEnded ? 0 : _forEndOfArchive);

    /// <summary>Bytes that a segment takes.</summary>
    public long For(EncodedSegment segment) => _framing.StoredLength(0, segment.Body.Length);

    /// <summary>Bytes that so much tar stream takes at most, cut into segments.</summary>
    public long AtMostFor(long tarLength)
    {
        var whole = tarLength / _archive.SegmentSize;
        var rest = (int)(tarLength % _archive.SegmentSize);
        return (whole * _framing.StoredLength(0, _framing.MaxBodyLength(_archive.SegmentSize)))
            + _framing.StoredLength(0, _framing.MaxBodyLength(rest));
    }
}
