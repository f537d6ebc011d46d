namespace Tarn.Format.Segments;

/// <summary>
/// How a segment hides its marker from a decompressor (spec/segments.md). In both framings a segment is a prefix of
/// fixed size, the marker, the hidden payload, and a body that decompresses to the visible payload:
/// <code>prefix | marker | hidden payload | body</code>
/// Implementations have no state and are thread-safe.
/// </summary>
public interface IFraming
{
    /// <summary>The codec this framing belongs to.</summary>
    Codec Codec { get; }

    /// <summary>What the name of a volume ends with, after its number and a dot.</summary>
    string Extension { get; }

    /// <summary>The command that decompresses standard input, for people.</summary>
    string Decompressor { get; }

    /// <summary>Bytes before the marker.</summary>
    int PrefixSize { get; }

    /// <summary>What a volume begins with, before its first segment.</summary>
    ReadOnlySpan<byte> Prologue { get; }

    /// <summary>The body of a segment without visible payload.</summary>
    ReadOnlySpan<byte> EmptyBody { get; }

    /// <summary>What makes a body, put behind it, a file of its own that decompressors read.</summary>
    ReadOnlySpan<byte> StandaloneHeader { get; }

    /// <summary>Writes the prefix of a segment with a marker and <paramref name="hiddenLength"/> bytes after it.</summary>
    void WritePrefix(Span<byte> prefix, int hiddenLength);

    /// <summary>Whether these are the <see cref="PrefixSize"/> bytes that <see cref="WritePrefix"/> writes.</summary>
    bool IsPrefix(ReadOnlySpan<byte> prefix, int hiddenLength);

    /// <summary>Makes a compressor.</summary>
    /// <param name="level">0 to 9 for gzip, 1 to 19 for zstd.</param>
    IBodyEncoder CreateEncoder(int level);

    /// <summary>Makes a decompressor.</summary>
    IBodyDecoder CreateDecoder();

    /// <summary>The largest body that <paramref name="visibleLength"/> bytes can need.</summary>
    int MaxBodyLength(int visibleLength);
}
