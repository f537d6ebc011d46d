using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>Reads the pieces of an index from segments that come in order. Not thread-safe.</summary>
internal sealed class WalkedPieces : IDisposable
{
    private readonly HiddenParts _parts = new();
    private IndexPieces? _pieces;

    /// <summary>The lines of the piece that ends with a segment; none if it does not end with it.</summary>
    /// <returns>Whether all lines that it may have held came out.</returns>
    public bool Take(PlacedHead place, ReadOnlyMemory<byte> bytes, out IReadOnlyList<IndexEntry> entries)
    {
        entries = [];
        if (!place.Head.Framing.TryReadHidden(place.Marker, bytes, out var hidden, out _))
        {
            return false;
        }
        if (_parts.Add(place.Marker, hidden.Span) is not { } piece)
        {
            return true;
        }
        _pieces ??= new IndexPieces(place.Head.Framing);
        return _pieces.ReadEntries(piece, out entries) == Defect.None;
    }

    /// <inheritdoc/>
    public void Dispose() => _pieces?.Dispose();
}
