using System.Globalization;
using System.Text;

namespace Tarn.Campaign.Archives;

/// <summary>Where an entry lies in a tar stream, by its header blocks alone (spec/tar.md).</summary>
/// <param name="Offset">Where its first header begins.</param>
/// <param name="ContentOffset">Where its content begins, of a sparse file its map.</param>
/// <param name="End">Where the next entry begins.</param>
internal sealed record TarMember(long Offset, long ContentOffset, long End)
{
    private const int Block = 512;

    /// <summary>All entries, up to the blocks of zeros at the end.</summary>
    internal static IEnumerable<TarMember> Read(byte[] tar)
    {
        var begin = 0L;
        for (var at = 0L; tar[at] != 0; )
        {
            var header = tar.AsSpan((int)at, Block);
            var type = (char)header[156];
            var size = Octal(header.Slice(124, 12));
            var content = at + Block;
            at = content + ((size + Block - 1) / Block * Block);
            if (type is not ('x' or 'L' or 'K'))
            {
                yield return new TarMember(begin, content, at);
                begin = at;
            }
        }
    }

    private static long Octal(ReadOnlySpan<byte> field) =>
        Convert.ToInt64(Encoding.ASCII.GetString(field).TrimEnd('\0', ' '), 8);

    /// <summary>Bytes of the map that the content of a sparse file begins with.</summary>
    internal static int MapLength(ReadOnlySpan<byte> content)
    {
        var at = 0;
        var left = Number(content, ref at) * 2;
        while (left-- > 0)
        {
            Number(content, ref at);
        }
        return (at + Block - 1) / Block * Block;
    }

    private static long Number(ReadOnlySpan<byte> text, ref int at)
    {
        var length = text[at..].IndexOf((byte)'\n');
        var number = long.Parse(text.Slice(at, length), NumberStyles.None, CultureInfo.InvariantCulture);
        at += length + 1;
        return number;
    }
}
