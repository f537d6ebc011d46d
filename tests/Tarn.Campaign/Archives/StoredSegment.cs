namespace Tarn.Campaign.Archives;

/// <summary>A segment of an undamaged volume, as the table in spec/segments.md has it.</summary>
/// <param name="Volume">Number of the volume, from 1.</param>
/// <param name="Offset">Where it begins in the volume.</param>
/// <param name="Length">Bytes of the whole segment.</param>
/// <param name="Kind">2 entry, 3 continuation, 4 end, 5 index; others do not matter here.</param>
/// <param name="Flags">As in the table.</param>
/// <param name="Sequence">Its place in the archive.</param>
/// <param name="TarOffset">Where its visible payload belongs.</param>
/// <param name="Visible">Bytes of visible payload.</param>
/// <param name="HiddenOffset">Where in the volume its hidden payload begins.</param>
/// <param name="Hidden">Bytes of hidden payload.</param>
internal sealed record StoredSegment(
    int Volume,
    int Offset,
    int Length,
    int Kind,
    int Flags,
    long Sequence,
    long TarOffset,
    int Visible,
    int HiddenOffset,
    int Hidden
)
{
    private const int VolumeStartKind = 1;
    private const int IndexKind = 5;
    private const int VolumeEndKind = 7;
    private const int MoreFlag = 0x0001;
    private const int DirectoryFlag = 0x0020;

    private const int MarkerSize = 96;

    internal int MarkerOffset => HiddenOffset - MarkerSize;

    internal int End => Offset + Length;

    internal long TarEnd => TarOffset + Visible;

    internal bool IsIndexPiece => Kind == IndexKind && (Flags & DirectoryFlag) == 0;

    internal bool GoesOn => (Flags & MoreFlag) != 0;

    internal bool IsVolumeStart => Kind == VolumeStartKind;

    internal bool IsVolumeEnd => Kind == VolumeEndKind;

    internal bool Meets(long tarOffset, long tarEnd) =>
        Visible > 0 && TarOffset < tarEnd && tarOffset < TarEnd;
}
