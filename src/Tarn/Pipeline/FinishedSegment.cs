using Tarn.Format.Volumes;

namespace Tarn.Pipeline;

/// <summary>A segment that a worker has compressed, its body somewhere in the buffer of its share.</summary>
/// <param name="VisibleLength">Bytes of tar stream.</param>
/// <param name="BodyOffset">Where in the buffer its body begins.</param>
/// <param name="BodyLength">Bytes of body.</param>
internal sealed record FinishedSegment(int VisibleLength, int BodyOffset, int BodyLength)
{
    /// <summary>What begins with it; null if it goes on with what the segment before it began.</summary>
    public EntryExtent? Extent { get; init; }

    /// <summary>What ends with it.</summary>
    public IReadOnlyList<StoredEntry> Entries { get; init; } = [];
}
