using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Pipeline;

namespace Tarn.Scanning;

/// <summary>Reads what the tar headers of pieces say. Not thread-safe.</summary>
/// <param name="archive">The archive.</param>
internal sealed class HeaderReader(FoundArchive archive) : IAsyncDisposable
{
    private readonly InputReader _reader = archive.OpenReader();
    private readonly SegmentChecker _checker = new();
    private readonly PooledBuffer _visible = new();

    /// <summary>
    /// The entries whose headers are in the pieces, each with its tar offset: one, several if it is a group, or none if the
    /// headers are lost or cannot be understood.
    /// </summary>
    public async Task<IReadOnlyList<(Entry Entry, long TarOffset)>> ReadAsync(
        EntryPieces pieces,
        CancellationToken ct
    )
    {
        var collector = new Collector();
        if (pieces.Continued is { } continued)
        {
            collector.Push(continued.Headers.Span, continued.TarOffset);
        }
        if (!pieces.HasHead)
        {
            return collector.Entries;
        }
        PlacedHead? next = pieces.First;
        while (next is { } place && place.Marker.EntrySequence == pieces.Sequence)
        {
            var bytes = await _reader.SegmentAsync(place, ct);
            _visible.Clear();
            var visible = _visible.GetSpan(place.Marker.VisibleLength)[..place.Marker.VisibleLength];
            if (
                _checker.Decode(place.Head, bytes, visible) != Defect.None
                || !collector.Push(visible, place.Marker.TarOffset)
                || collector.Entries.Count > 0
            )
            {
                break;
            }
            next = await archive.NextAsync(_reader, place, ct);
        }
        return collector.Entries;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _visible.Dispose();
        _checker.Dispose();
        await _reader.DisposeAsync();
    }

    private sealed class Collector : ITarHandler
    {
        private readonly TarDecoder _tar;
        private long _end = -1;
        private long _begin;

        public Collector() => _tar = new TarDecoder(this);

        public List<(Entry Entry, long TarOffset)> Entries { get; } = [];

        /// <summary>Reads on, block by block; false if it cannot.</summary>
        public bool Push(ReadOnlySpan<byte> bytes, long tarOffset)
        {
            if (_end >= 0 && tarOffset != _end)
            {
                return false;
            }
            _end = tarOffset;
            for (; !bytes.IsEmpty; bytes = bytes[Math.Min(bytes.Length, TarBlock.Size)..])
            {
                _begin = _tar.IsBetweenEntries ? _end : _begin;
                if (_tar.Push(bytes[..Math.Min(bytes.Length, TarBlock.Size)]) != Defect.None)
                {
                    return false;
                }
                _end += TarBlock.Size;
            }
            return true;
        }

        public void Begin(Entry entry) => Entries.Add((entry, _begin));

        public void Content(ReadOnlySpan<byte> bytes) { }

        public void Hole(long length) { }

        public void End() { }
    }
}
