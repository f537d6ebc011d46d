namespace Tarn.Acceptance.Harness;

/// <summary>A segment of a volume, as the table in spec/segments.md has it.</summary>
internal sealed record Segment(
    string Volume,
    long Offset,
    int Stored,
    int Kind,
    int Flags,
    long Sequence,
    int Visible,
    long EntrySequence
)
{
    private const int IsEntry = 2;
    private const int IsContinuation = 3;
    private const int Index = 5;
    private const int EntryEndsFlag = 0x0002;
    private const int DirectoryFlag = 0x0020;

    /// <summary>Where in the volume its marker begins.</summary>
    internal long MarkerOffset => Offset + (Volume.EndsWith(".gz", StringComparison.Ordinal) ? 16 : 8);

    internal bool BeginsEntry => Kind == IsEntry;

    internal bool HoldsEntry => Kind is IsEntry or IsContinuation;

    internal bool EndsEntry => HoldsEntry && (Flags & EntryEndsFlag) != 0;

    internal bool IsIndex => Kind == Index;

    internal bool IsIndexDirectory => (Flags & DirectoryFlag) != 0;
}
