using System.Text.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Format.Index;

/// <summary>Reads the pieces of the index and their directory (spec/index.md). Keeps a decompressor; not thread-safe.</summary>
/// <param name="framing">How the archive is compressed.</param>
public sealed class IndexPieces(IFraming framing) : IDisposable
{
    private readonly IBodyDecoder _decoder = framing.CreateDecoder();

    /// <summary>The entries of one piece, in order.</summary>
    /// <param name="piece">The whole hidden payload of an index segment, or of several put together.</param>
    /// <param name="entries">The entries; those before the defect, if there is one.</param>
    public Defect ReadEntries(ReadOnlyMemory<byte> piece, out IReadOnlyList<IndexEntry> entries)
    {
        var found = new List<IndexEntry>();
        entries = found;
        var defect = Decompress(piece, Limits.MaxIndexPiece, out var lines);
        for (var rest = lines.AsSpan(); defect == Defect.None && !rest.IsEmpty; )
        {
            defect = IndexLines.Read(TakeLine(ref rest), out var entry);
            if (entry is not null)
            {
                found.Add(entry);
            }
        }
        return defect;
    }

    /// <summary>Where the volume's pieces begin, how many lines each holds, and the path each begins with.</summary>
    public Defect ReadDirectory(
        ReadOnlyMemory<byte> directory,
        out IReadOnlyList<(long Offset, int Lines, UnixPath First)> pieces
    )
    {
        var found = new List<(long, int, UnixPath)>();
        pieces = found;
        var defect = Decompress(directory, Limits.MaxIndexDirectory, out var lines);
        for (var rest = lines.AsSpan(); defect == Defect.None && !rest.IsEmpty; )
        {
            if (!TryReadPieceLine(TakeLine(ref rest), out var piece))
            {
                return Defect.BadField;
            }
            found.Add((piece.Offset, piece.Lines, new UnixPath(piece.First.Span)));
        }
        return defect;
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    private static bool TryReadPieceLine(ReadOnlySpan<byte> text, out PieceLine piece)
    {
        try
        {
            piece = JsonSerializer.Deserialize(text, IndexJson.Default.PieceLine) ?? new PieceLine();
            return piece is { Offset: > 0, Lines: > 0 };
        }
        catch (JsonException)
        {
            piece = new PieceLine();
            return false;
        }
    }

    private Defect Decompress(ReadOnlyMemory<byte> piece, int limit, out byte[] lines)
    {
        lines = [];
        var header = framing.StandaloneHeader;
        if (!piece.Span.StartsWith(header))
        {
            return Defect.BadContent;
        }
        var body = piece[header.Length..];
        var length = _decoder.StatedLength(body.Span);
        if (length < 0 || length > limit)
        {
            return length < 0 ? Defect.BadContent : Defect.OverLimit;
        }
        lines = new byte[length];
        return _decoder.Decode(body, lines);
    }

    private static ReadOnlySpan<byte> TakeLine(ref Span<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }
}
