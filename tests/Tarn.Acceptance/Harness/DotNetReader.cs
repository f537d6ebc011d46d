using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Tarn.Acceptance.Harness;

/// <summary>
/// The reader of .NET, System.Formats.Tar: what it finds in a tar, and what it is to find there by the table of
/// spec/tar.md, "Other readers". A line for each entry; its names are text, and what is not UTF-8 in them is lost.
/// </summary>
internal static class DotNetReader
{
    private const int NameLength = 100;
    private const int PrefixLength = 155;
    private const int LargestOctalId = 2_097_151;

    /// <summary>What it finds; the pax records that it takes for entries are not counted.</summary>
    internal static IEnumerable<string> List(string tar)
    {
        using var file = File.OpenRead(tar);
        using var reader = new System.Formats.Tar.TarReader(file);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType != TarEntryType.ExtendedAttributes)
            {
                yield return $"{entry.Name.TrimEnd('/')} {Told(entry)}";
            }
        }
    }

    /// <summary>What it is to find of a tree.</summary>
    internal static IEnumerable<string> ExpectedOf(TreeListing tree)
    {
        foreach (var (path, item) in tree.Items)
        {
            var isFurtherName = item.Group.Length > 0 && item.Group != path;
            var link =
                isFurtherName ? item.Group[1..]
                : item.Type == 'l' ? item.Content
                : "";
            var hasRecords =
                item.Mtime % 1_000_000_000 != 0
                || item.Owner.Split(':').Any(id => uint.Parse(id, null) > LargestOctalId)
                || (link.Length > NameLength && IsPlain(link));
            var name = item.Type == 'd' ? $"{path[1..]}/" : path[1..];
            var told =
                isFurtherName ? $"h {Shown(link, link.Length <= NameLength, hasRecords)}"
                : item.Type == 'l' ? $"l {Shown(link, link.Length <= NameLength, hasRecords)}"
                : $"{item.Type} {item.Content}";
            yield return $"{Shown(name, FitsNameAndPrefix(name), hasRecords).TrimEnd('/')} {told}";
        }
    }

    /// <summary>A name in a GNU member is lost to it where records follow that, and it has what the field holds.</summary>
    private static string Shown(string name, bool isWhole, bool hasRecords) =>
        Text(isWhole || IsPlain(name) || !hasRecords ? name : name[..NameLength]);

    private static bool FitsNameAndPrefix(string name)
    {
        if (name.Length <= NameLength)
        {
            return true;
        }
        var slash = name.IndexOf('/', name.Length - NameLength - 1);
        return slash is > 0 and <= PrefixLength && slash < name.Length - 1;
    }

    private static bool IsPlain(string name) => name.All(letter => letter is < '\u0080' and not '\n');

    private static string Text(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    private static string Told(TarEntry entry) =>
        entry.EntryType switch
        {
            TarEntryType.Directory => "d ",
            TarEntryType.Fifo => "p ",
            TarEntryType.SymbolicLink => $"l {entry.LinkName}",
            TarEntryType.HardLink => $"h {entry.LinkName}",
            _ => $"- {entry.Length} {Convert.ToHexStringLower(HashOf(entry.DataStream))}",
        };

    private static byte[] HashOf(Stream? content) =>
        content is null ? SHA256.HashData([]) : SHA256.HashData(content);
}
