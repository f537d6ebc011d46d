using System.Buffers;
using System.Text.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Format.Index;

/// <summary>
/// The lines of entries that are stored but whose volume has not ended yet, compressed in pieces that can be read
/// alone (spec/index.md, "Pieces"). Finished pieces wait in a stream, so memory holds one piece and a few dozen
/// bytes for each other one. Knows how much room all of it will need at most. Not thread-safe.
/// </summary>
internal sealed class PendingIndex : IDisposable
{
    /// <summary>A piece is ended once its lines are this long, bytes: a read of one costs little, and it packs well.</summary>
    public const int PieceLength = 64 << 10;

    /// <summary>
    /// A directory gets no longer than this, bytes: a quarter of what readers accept, and as much as some ten million
    /// entries with names of 60 bytes need.
    /// </summary>
    private const int MaxDirectory = Limits.MaxIndexDirectory / 4;

    /// <summary>The compression level of the index: quick in both codecs, and names pack well at any.</summary>
    private const int Level = 3;

    /// <summary>A line of the directory without its path, at most: three names, two numbers, punctuation.</summary>
    private const int DirectoryLineOverhead = 72;

    private readonly IFraming _framing;
    private readonly IBodyEncoder _encoder;
    private readonly Stream _waiting;
    private readonly Queue<IndexPiece> _pieces = new();
    private readonly ArrayBufferWriter<byte> _lines = new(PieceLength + 4096);
    private readonly Utf8JsonWriter _json;
    private long _readPosition;
    private long _waitingRoom;
    private long _directoryLength;
    private long _exactDirectoryLength;
    private UnixPath _first;
    private int _lineCount;

    /// <summary>Keeps finished pieces in <paramref name="waiting"/>, which is seekable and stays the caller's.</summary>
    public PendingIndex(IFraming framing, Stream waiting)
    {
        _framing = framing;
        _encoder = framing.CreateEncoder(Level);
        _waiting = waiting;
        _json = new Utf8JsonWriter(_lines, IndexJson.Writing);
    }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _pieces.Count == 0 && _lineCount == 0;

    /// <summary>Whether so many pieces wait that their directory needs a volume of its own.</summary>
    public bool IsDirectoryFull => _exactDirectoryLength >= MaxDirectory;

    /// <summary>Finished pieces that wait.</summary>
    public int PieceCount => _pieces.Count;

    /// <summary>Appends the line of an entry; its path must come after the one before.</summary>
    public void Add(IndexEntry entry)
    {
        if (_lineCount++ == 0)
        {
            _first = entry.Entry.Path;
        }
        IndexLines.Write(entry, _json, _lines);
        if (_lines.WrittenCount >= PieceLength)
        {
            FinishPiece();
        }
    }

    /// <summary>Ends the piece that lines are being added to.</summary>
    public void FinishPiece()
    {
        if (_lineCount == 0)
        {
            return;
        }
        var length = Compress(_lines.WrittenSpan, out var compressed);
        _lines.ResetWrittenCount();
        var piece = new IndexPiece(_first, _lineCount, length, DirectoryLength: 0);
        WriteDirectoryLine(long.MaxValue, piece, _json, _lines);
        piece = piece with { DirectoryLength = _lines.WrittenCount };
        _waiting.Seek(0, SeekOrigin.End);
        _waiting.Write(compressed.AsSpan(0, piece.Length));
        ArrayPool<byte>.Shared.Return(compressed);
        _pieces.Enqueue(piece);
        _waitingRoom += HiddenRoom(piece.Length);
        _directoryLength += MaxDirectoryLine(piece.First);
        _exactDirectoryLength += piece.DirectoryLength;
        _lines.ResetWrittenCount();
        _lineCount = 0;
    }

    /// <summary>
    /// Bytes of volume that everything waiting can need, at most, the directory included, once
    /// <paramref name="furtherLines"/> bytes of lines have been added.
    /// </summary>
    public long RoomWith(long furtherLines)
    {
        var openLength = _lines.WrittenCount + furtherLines;
        var openPieces = openLength == 0 ? 0 : (openLength / PieceLength) + 1;
        var directory = _directoryLength + (openPieces * MaxDirectoryLine(_first)) + furtherLines;
        return _waitingRoom + HiddenRoom(MaxCompressed(openLength)) + DirectoryRoom(directory);
    }

    /// <summary>
    /// Bytes of volume that the first finished piece takes, together with a directory that names it as well.
    /// </summary>
    /// <param name="directoryLength">Bytes of the directory's lines; those of this piece are added.</param>
    public long RoomForNextPiece(ref long directoryLength)
    {
        var piece = _pieces.Peek();
        directoryLength += MaxDirectoryLine(piece.First);
        return HiddenRoom(piece.Length) + DirectoryRoom(directoryLength);
    }

    /// <summary>Whether the first finished piece can be in a directory that has some bytes already.</summary>
    public bool FitsDirectory(long length) => length + _pieces.Peek().DirectoryLength <= MaxDirectory;

    /// <summary>Bytes of volume that the first finished piece takes at <paramref name="offset"/>, with a directory of it alone.</summary>
    public long ExactRoomForFirstPiece(long offset)
    {
        var piece = _pieces.Peek();
        return HiddenRoom(piece.Length) + HiddenRoom(MakeDirectory([(offset, piece)]).Length);
    }

    /// <summary>Takes the first piece that waits; the array is the caller's.</summary>
    public byte[] TakePiece(out IndexPiece piece)
    {
        piece = _pieces.Dequeue();
        var bytes = new byte[piece.Length];
        _waiting.Position = _readPosition;
        _waiting.ReadExactly(bytes);
        _readPosition += bytes.Length;
        _waitingRoom -= HiddenRoom(piece.Length);
        _directoryLength -= MaxDirectoryLine(piece.First);
        _exactDirectoryLength -= piece.DirectoryLength;
        if (_pieces.Count == 0)
        {
            _waiting.SetLength(0);
            _readPosition = 0;
        }
        return bytes;
    }

    /// <summary>The directory of these pieces, compressed; the array is the caller's.</summary>
    public byte[] MakeDirectory(IReadOnlyList<(long Offset, IndexPiece Piece)> pieces)
    {
        var lines = new ArrayBufferWriter<byte>(Math.Max(1, pieces.Sum(each => each.Piece.DirectoryLength)));
        using var json = new Utf8JsonWriter(lines, IndexJson.Writing);
        foreach (var (offset, piece) in pieces)
        {
            WriteDirectoryLine(offset, piece, json, lines);
        }
        var length = Compress(lines.WrittenSpan, out var compressed);
        var directory = compressed.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(compressed);
        return directory;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _encoder.Dispose();
    }

    private static void WriteDirectoryLine(
        long offset,
        IndexPiece piece,
        Utf8JsonWriter json,
        IBufferWriter<byte> output
    )
    {
        var line = new PieceLine
        {
            Offset = offset,
            Lines = piece.Lines,
            First = new ByteString(piece.First.Span),
        };
        JsonSerializer.Serialize(json, line, IndexJson.Default.PieceLine);
        json.Flush();
        output.Write("\n"u8);
        json.Reset();
    }

    private int Compress(ReadOnlySpan<byte> lines, out byte[] rented)
    {
        var header = _framing.StandaloneHeader;
        rented = ArrayPool<byte>.Shared.Rent(header.Length + _framing.MaxBodyLength(lines.Length));
        header.CopyTo(rented);
        return header.Length + _encoder.Encode(lines, rented.AsMemory(header.Length));
    }

    private long MaxCompressed(long length) =>
        length == 0
            ? 0
            : _framing.StandaloneHeader.Length
                + _framing.MaxBodyLength((int)Math.Min(length, int.MaxValue / 2));

    private long DirectoryRoom(long length) => HiddenRoom(MaxCompressed(length));

    /// <summary>Bytes of volume that a hidden payload of <paramref name="length"/> bytes takes.</summary>
    private long HiddenRoom(long length) =>
        length
        + (HiddenPayload.SegmentCount(length) * (long)_framing.StoredLength(0, _framing.EmptyBody.Length));

    private static long MaxDirectoryLine(UnixPath first) => DirectoryLineOverhead + (6L * first.Length);
}
