using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Oracle;

/// <summary>What has to become of an entry. A closed set.</summary>
internal abstract record Fate
{
    private Fate() { }

    /// <summary>It comes out as it was.</summary>
    internal sealed record Whole : Fate;

    /// <summary>Nothing of it comes out.</summary>
    internal sealed record Lost : Fate;

    /// <summary>A further name of a file that does not come out whole.</summary>
    internal sealed record LostWithFirstName : Fate;

    /// <summary>A part of a file comes out, under another name.</summary>
    /// <param name="Gaps">The bytes that do not.</param>
    internal sealed record Partial(IReadOnlyList<ByteRange> Gaps) : Fate
    {
        /// <summary>
        /// Whether it is certain that whoever reads what is left can know where in the file it belongs: not, if the map of
        /// a sparse file is lost, or the headers with the line of the index or with the end.
        /// </summary>
        internal bool IsExact { get; init; } = true;
    }
}
