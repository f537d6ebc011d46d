using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Fuzz.Targets;

/// <summary>Maps of sparse files.</summary>
internal sealed class SparseMaps : ITarget
{
    private const int LongestPiece = 40;

    /// <inheritdoc/>
    public string Name => "sparse-maps";

    /// <inheritdoc/>
    public string Parses =>
        "maps of sparse files: the first 16 bytes are the file's size and the stored length, the rest the map";

    /// <inheritdoc/>
    public long Allowance => 1 << 18;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            SeedOf(1, new Extent(0, 1)),
            SeedOf(1 << 20, new Extent(4096, 512), new Extent(8192, 4096)),
            SeedOf(1 << 20),
            SeedOf(long.MaxValue, new Extent(1L << 62, 1000)),
            SeedOf(long.MaxValue, new Extent(0, long.MaxValue)),
            SeedOf(1L << 40, [.. Enumerable.Range(0, 100).Select(i => new Extent(i * 99_999L, 7))]),
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        if (input.Length < 16)
        {
            return;
        }
        var size = BinaryPrimitives.ReadInt64LittleEndian(input) & long.MaxValue;
        var stored = BinaryPrimitives.ReadInt64LittleEndian(input.AsSpan(8)) & long.MaxValue;
        var map = input.AsSpan(16);
        CheckMap(map, size, stored);
        CheckMap(map, size, TarBlock.PaddedLength(map.Length) + DataLengthOf(map));
    }

    private static byte[] SeedOf(long size, params Extent[] extents)
    {
        var map = new SparseMap([.. extents]);
        var text = new ArrayBufferWriter<byte>();
        SparseMapText.Write(map, size, text);
        var seed = new byte[16 + text.WrittenCount];
        BinaryPrimitives.WriteInt64LittleEndian(seed, size);
        BinaryPrimitives.WriteInt64LittleEndian(
            seed.AsSpan(8),
            unchecked(text.WrittenCount + map.DataLength)
        );
        text.WrittenSpan.CopyTo(seed.AsSpan(16));
        return seed;
    }

    private static void CheckMap(ReadOnlySpan<byte> text, long size, long stored)
    {
        var whole = new SparseMapReader(size, stored);
        var rest = text;
        var defect = whole.Push(ref rest);
        var inPieces = new SparseMapReader(size, stored);
        var left = text.Length;
        Promise.That(
            PushInPieces(inPieces, text, ref left) == defect
                && Equals(inPieces.Map, whole.Map)
                && (defect != Defect.None || left == rest.Length),
            "a map that is cut is read like one that is not"
        );
        if (whole.Map is { } map)
        {
            Promise.That(map.End <= size, "a map ends within its file");
            CheckAgain(map, size);
        }
    }

    private static Defect PushInPieces(SparseMapReader reader, ReadOnlySpan<byte> text, ref int left)
    {
        var dice = new Dice(XxHash3.HashToUInt64(text));
        while (!text.IsEmpty && reader.Map is null)
        {
            var piece = text[..Math.Min(1 + dice.Below(LongestPiece), text.Length)];
            var rest = piece;
            var defect = reader.Push(ref rest);
            if (defect != Defect.None)
            {
                return defect;
            }
            text = text[(piece.Length - rest.Length)..];
        }
        left = text.Length;
        return Defect.None;
    }

    private static void CheckAgain(SparseMap map, long size)
    {
        var written = new ArrayBufferWriter<byte>();
        SparseMapText.Write(map, size, written);
        Promise.That(
            SparseMapText.Length(map, size) == written.WrittenCount,
            "a map has the length that it says"
        );
        if (map.DataLength > long.MaxValue - written.WrittenCount)
        {
            return;
        }
        var again = new SparseMapReader(size, written.WrittenCount + map.DataLength);
        var rest = written.WrittenSpan;
        Promise.That(
            again.Push(ref rest) == Defect.None && map.Equals(again.Map) && rest.IsEmpty,
            "a map that is written again is read as it was"
        );
    }

    /// <summary>Every other number behind the first, whatever they are.</summary>
    private static long DataLengthOf(ReadOnlySpan<byte> map)
    {
        var sum = 0UL;
        var count = 0;
        foreach (var line in map.Split((byte)'\n'))
        {
            var isNumber = Utf8Parser.TryParse(map[line], out ulong number, out _);
            sum = unchecked(sum + (isNumber && count > 0 && count % 2 == 0 ? number : 0));
            count++;
        }
        return (long)(sum & (long.MaxValue >> 1));
    }
}
