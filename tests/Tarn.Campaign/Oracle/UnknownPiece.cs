using System.Globalization;
using System.Text.RegularExpressions;

namespace Tarn.Campaign.Oracle;

/// <summary>A part of a file whose name is lost: <c>unknown.ARCHIVE.SEQUENCE.partial</c>.</summary>
internal static partial class UnknownPiece
{
    private const int Block = 512;

    internal static bool IsName(string path) => Name().IsMatch(path);

    /// <summary>The entry it belongs to; null if the name is wrong.</summary>
    internal static ExpectedEntry? Find(Expectation expectation, string path)
    {
        var name = Name().Match(path);
        var sequence = long.Parse(name.Groups["sequence"].Value, CultureInfo.InvariantCulture);
        return name.Groups["archive"].Value.StartsWith(expectation.Archive.Id, StringComparison.Ordinal)
            ? expectation.LostEntries.FirstOrDefault(entry =>
                entry.Stored.Segments.Any(segment => segment.Sequence == sequence)
            )
            : null;
    }

    /// <summary>
    /// Whether it is the segments that are left, one behind the other, or every block is what the tar stream has there, or
    /// zeros. Where it begins in the tar stream is not said if the headers are lost: with them, behind them, or with the
    /// first segment that is left.
    /// </summary>
    internal static bool IsRight(Expectation expectation, ExpectedEntry entry, byte[] bytes)
    {
        var member = entry.Stored.Member;
        var left = entry
            .Stored.Segments.Where(expectation.IsLeft)
            .SelectMany(segment =>
                expectation.Archive.Tar.Skip((int)segment.TarOffset).Take(segment.Visible)
            );
        return left.SequenceEqual(bytes)
            || entry
                .Stored.Segments.Where(expectation.IsLeft)
                .Select(segment => segment.TarOffset)
                .Concat([member.Offset, member.ContentOffset])
                .Any(begin => IsRightFrom(expectation.Archive.Tar.AsSpan((int)begin), bytes));
    }

    private static bool IsRightFrom(ReadOnlySpan<byte> tar, ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += Block)
        {
            var block = bytes[at..Math.Min(at + Block, bytes.Length)];
            if (block.ContainsAnyExcept((byte)0) && (at >= tar.Length || !tar[at..].StartsWith(block)))
            {
                return false;
            }
        }
        return true;
    }

    [GeneratedRegex(
        @"(^|/)unknown\.(?<archive>[0-9a-f]+)\.(?<sequence>[0-9]+)(\.partial)?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Name();
}
