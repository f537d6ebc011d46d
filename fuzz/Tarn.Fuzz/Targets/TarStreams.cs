using System.Buffers;
using System.IO.Hashing;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Whole tar streams, pushed in one piece and in many.</summary>
internal sealed class TarStreams : ITarget
{
    private const int LongestPiece = 1100;

    /// <inheritdoc/>
    public string Name => "tar-streams";

    /// <inheritdoc/>
    public string Parses =>
        "tar streams, in one piece and in pieces cut anywhere, with checksums made right as well";

    /// <summary>Two decoders, twice, each with the largest extended header that a block can announce.</summary>
    public long Allowance => 4 * Limits.MaxExtendedHeaders + (1 << 16);

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            .. ArchiveSeeds.TarStreams.Select(stream =>
                stream[..Math.Min(stream.Length, 24 * TarBlock.Size)]
            ),
            .. VectorSeeds
                .Of("tar entry")
                .Select(headers => (byte[])[.. headers, .. new byte[3 * TarBlock.Size]]),
            [.. HeadersOfEmptyFile, .. new byte[TarEncoder.EndOfArchiveLength], .. HeadersOfEmptyFile],
            .. (
                (TypeFlag[])
                    [TypeFlag.ExtendedHeader, TypeFlag.LongName, TypeFlag.LongLink, TypeFlag.GlobalHeader]
            ).Select(HugeHeader),
        ];

    private static byte[] HeadersOfEmptyFile => VectorSeeds.Of("tar entry").First(HasOnlyOneBlock);

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        CheckStream(input);
        CheckStream(Mending.Headers(input));
    }

    private static bool HasOnlyOneBlock(byte[] headers) => headers.Length == TarBlock.Size;

    /// <summary>An extended header that announces a gibibyte.</summary>
    private static byte[] HugeHeader(TypeFlag type)
    {
        var block = new byte[TarBlock.Size];
        new UstarHeader { Type = type, ContentLength = 1 << 30 }.WriteTo(block);
        return block;
    }

    private static void CheckStream(byte[] stream)
    {
        var whole = new TarEvents();
        var decoder = new TarDecoder(whole);
        var defect = decoder.Push(stream);
        var inPieces = new TarEvents();
        Promise.That(
            PushInPieces(stream, inPieces) == defect && inPieces.IsSame(whole),
            "a stream that is cut is read like one that is not"
        );
        foreach (var entry in whole.Entries)
        {
            CheckAgain(entry);
        }
    }

    private static Defect PushInPieces(ReadOnlySpan<byte> whole, TarEvents events)
    {
        var stream = whole;
        var decoder = new TarDecoder(events);
        var dice = new Dice(XxHash3.HashToUInt64(stream));
        while (!stream.IsEmpty)
        {
            // Every other piece ends with a block, where the decoder has most to keep in mind.
            var toBlockEnd = TarBlock.Size - ((whole.Length - stream.Length) % TarBlock.Size);
            var length = dice.Below(2) == 0 ? toBlockEnd : 1 + dice.Below(LongestPiece);
            var piece = stream[..Math.Min(length, stream.Length)];
            var defect = decoder.Push(piece);
            if (defect != Defect.None)
            {
                return defect;
            }
            stream = stream[piece.Length..];
        }
        return Defect.None;
    }

    /// <summary>What an archive can hold is read, once written, as it was; names of owners are allowed to be left out.</summary>
    private static void CheckAgain(Entry entry)
    {
        if (!IsWritable(entry))
        {
            return;
        }
        var headers = new ArrayBufferWriter<byte>();
        TarEncoder.WriteHeaders(entry, headers);
        TarEncoder.WriteMap(entry, headers);
        var again = new TarEvents();
        var defect = new TarDecoder(again).Push(headers.WrittenSpan);
        Promise.That(
            defect == Defect.None && again.Entries is [var same] && WithoutNames(same) == WithoutNames(entry),
            $"{entry} is read as it was when it is written again"
        );
        Promise.That(
            headers.WrittenCount + entry.ContentLength <= (Int128)long.MaxValue
                || entry.ContentLength > long.MaxValue / 2,
            "lengths can be added"
        );
    }

    private static bool IsWritable(Entry entry)
    {
        try
        {
            TarEncoder.Check(entry);
            return !entry.LinkTarget.Span.Contains((byte)0);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Entry WithoutNames(Entry entry) =>
        entry with
        {
            Metadata = entry.Metadata with { UserName = default, GroupName = default },
        };
}
