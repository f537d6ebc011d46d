using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Pieces and directories of the index, and what they decompress to.</summary>
internal sealed class Indexes : ITarget
{
    private const int FastLevel = 1;

    /// <summary>Bytes of objects that each byte of lines becomes, at most: a directory's line can have 24 bytes.</summary>
    private const int PerByte = 8;

    /// <inheritdoc/>
    public string Name => "indexes";

    /// <inheritdoc/>
    public string Parses => "pieces and directories of the index in both codecs, and any text as their lines";

    /// <summary>The largest directory and the largest piece, in both codecs.</summary>
    public long Allowance => 2L * PerByte * (Limits.MaxIndexDirectory + Limits.MaxIndexPiece);

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            .. ArchiveSeeds.Hidden(Framings.Gzip, SegmentKind.Index),
            .. ArchiveSeeds.Hidden(Framings.Zstd, SegmentKind.Index),
            .. VectorSeeds.Of("directory line"),
            Join(VectorSeeds.Of("directory line").Take(1)),
            Join(VectorSeeds.Of("index line").Where(line => line.Length is > 200 and < 400).Take(8)),
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        foreach (var framing in (IFraming[])[Framings.Gzip, Framings.Zstd])
        {
            CheckPayload(framing, input);
            CheckPayload(framing, Compress(framing, input));
        }
    }

    private static byte[] Join(IEnumerable<byte[]> lines) =>
        [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];

    private static byte[] Compress(IFraming framing, byte[] lines)
    {
        using var encoder = framing.CreateEncoder(FastLevel);
        var body = new byte[framing.MaxBodyLength(lines.Length)];
        return [.. framing.StandaloneHeader, .. body.AsSpan(0, encoder.Encode(lines, body))];
    }

    private static void CheckPayload(IFraming framing, byte[] payload)
    {
        using var pieces = new IndexPieces(framing);
        pieces.ReadEntries(payload, out var entries);
        Promise.That(entries.All(entry => entry.Entry.Path.IsSafe), "a path leads nowhere else");
        pieces.ReadDirectory(payload, out var lines);
        Promise.That(
            lines.All(line => line is { Offset: > 0, Lines: > 0 }),
            "a piece has an offset and lines"
        );
    }
}
