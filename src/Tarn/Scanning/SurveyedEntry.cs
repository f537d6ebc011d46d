using Tarn.Format.Index;

namespace Tarn.Scanning;

/// <summary>An entry of which there is a line in the index, or at least one segment.</summary>
/// <param name="Entry">
/// What is known of it. Its location is the first segment of it that there is: the number of the input, from 1, and the
/// offset in it; 0 if there is none.
/// </param>
/// <param name="Pieces">What there is of it; null if there is nothing.</param>
internal sealed record SurveyedEntry(IndexEntry Entry, EntryPieces? Pieces)
{
    /// <summary>The volume that it begins in.</summary>
    public required int Volume { get; init; }

    /// <summary>Where in that volume, if its line says so or its beginning is there; otherwise 0.</summary>
    public required long StoredOffset { get; init; }
}
