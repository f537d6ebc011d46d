using Tarn.Format.Bytes;

namespace Tarn.Cli.Arguments;

/// <summary>A list of patterns or paths, as files and pipes hold it.</summary>
internal static class ListText
{
    private const byte Nul = 0;
    private const byte NewLine = (byte)'\n';

    /// <summary>
    /// The items. In lines, without those that are empty or begin with <c>#</c>; but as soon as there is a NUL in it,
    /// which neither a pattern nor a path has, each item ends with a NUL and is taken as it is.
    /// </summary>
    /// <param name="list">All of the list.</param>
    /// <param name="isNul">Whether it was said that NULs part the items.</param>
    /// <exception cref="UsageException">It was, and there are lines instead.</exception>
    public static IEnumerable<ByteString> Items(ReadOnlySpan<byte> list, bool isNul)
    {
        var hasNul = list.Contains(Nul);
        if (isNul && !hasNul && list.Contains(NewLine))
        {
            throw new UsageException(
                "it has lines, though --null says that NULs part its items: put --null after the lists of lines"
            );
        }
        var items = new List<ByteString>();
        foreach (var range in list.Split(hasNul ? Nul : NewLine))
        {
            var item = list[range];
            if (!item.IsEmpty && (hasNul || isNul || item[0] != (byte)'#'))
            {
                items.Add(new ByteString(item));
            }
        }
        return items;
    }
}
