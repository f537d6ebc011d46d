namespace Tarn.Campaign.Archives;

/// <summary>A run of bytes of a file.</summary>
/// <param name="Begin">Offset of the first.</param>
/// <param name="End">Offset behind the last.</param>
internal readonly record struct ByteRange(long Begin, long End)
{
    internal long Length => End - Begin;

    public override string ToString() => $"{Begin}+{Length}";

    /// <summary>The same bytes in as few runs as can be, in order.</summary>
    internal static IReadOnlyList<ByteRange> Joined(IEnumerable<ByteRange> ranges)
    {
        var joined = new List<ByteRange>();
        foreach (var range in ranges.Where(range => range.Length > 0).OrderBy(range => range.Begin))
        {
            if (joined.Count > 0 && range.Begin <= joined[^1].End)
            {
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, range.End) };
            }
            else
            {
                joined.Add(range);
            }
        }
        return joined;
    }
}
