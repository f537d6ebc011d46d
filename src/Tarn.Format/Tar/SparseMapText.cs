using System.Buffers;
using System.Buffers.Text;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// The map that comes before the data of a sparse file, GNU's version 1.0: how many extents there are, then offset
/// and length of each; all as decimal numbers that end in a line feed, then zeros up to a multiple of 512
/// (spec/tar.md, "Sparse files").
/// </summary>
internal static class SparseMapText
{
    /// <summary>Longest number, bytes: 2^63 - 1 and a line feed.</summary>
    public const int LongestNumber = 20;

    /// <summary>Appends the map of a file of <paramref name="size"/> bytes.</summary>
    public static void Write(SparseMap map, long size, IBufferWriter<byte> output)
    {
        WriteNumber(map.Extents.Count + (EndsInHole(map, size) ? 1 : 0), output);
        foreach (var extent in map.Extents)
        {
            WriteNumber(extent.Offset, output);
            WriteNumber(extent.Length, output);
        }
        if (EndsInHole(map, size))
        {
            WriteNumber(size, output);
            WriteNumber(0, output);
        }
        var padding = TarBlock.PaddingAfter(UnpaddedLength(map, size));
        output.GetSpan(padding)[..padding].Clear();
        output.Advance(padding);
    }

    /// <summary>Bytes that <see cref="Write"/> appends.</summary>
    public static long Length(SparseMap map, long size) => TarBlock.PaddedLength(UnpaddedLength(map, size));

    /// <summary>Bytes of an entry's map; 0 if it has none.</summary>
    public static long LengthOf(Entry entry) =>
        entry is Entry.File { Map: { } map } file ? Length(map, file.Size) : 0;

    /// <summary>GNU tar 1.34 forgets a hole at the end unless an empty extent marks it.</summary>
    private static bool EndsInHole(SparseMap map, long size) => map.End < size;

    private static long UnpaddedLength(SparseMap map, long size)
    {
        var (count, length) = (map.Extents.Count, 0L);
        foreach (var extent in map.Extents)
        {
            length += LineLength(extent.Offset) + LineLength(extent.Length);
        }
        return EndsInHole(map, size)
            ? length + LineLength(count + 1) + LineLength(size) + LineLength(0)
            : length + LineLength(count);
    }

    private static int LineLength(long number)
    {
        var length = 2;
        for (; number >= 10; number /= 10)
        {
            length++;
        }
        return length;
    }

    private static void WriteNumber(long value, IBufferWriter<byte> output)
    {
        var text = output.GetSpan(LongestNumber);
        Utf8Formatter.TryFormat(value, text, out var length);
        text[length] = (byte)'\n';
        output.Advance(length + 1);
    }
}
