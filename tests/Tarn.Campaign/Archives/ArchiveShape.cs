using Tarn.Format.Segments;

namespace Tarn.Campaign.Archives;

/// <summary>How an archive is made.</summary>
/// <param name="Tree">Which tree.</param>
/// <param name="Codec">How it is compressed.</param>
/// <param name="Level">How hard.</param>
/// <param name="SegmentSize">Bytes of tar stream.</param>
/// <param name="GroupSize">Bytes; 0 for a segment for each entry.</param>
/// <param name="VolumeSize">Bytes.</param>
internal sealed record ArchiveShape(
    TreeName Tree,
    Codec Codec,
    int Level,
    int SegmentSize,
    int GroupSize,
    int VolumeSize
)
{
    private const int KiB = 1 << 10;
    private const int MiB = 1 << 20;

    /// <summary>Every combination of the trees and the choices, and content that looks like archives.</summary>
    internal static IReadOnlyList<ArchiveShape> All { get; } =
    [
        .. from tree in new[] { TreeName.Small, TreeName.Spanning }
        from codec in new[] { Codec.Zstd, Codec.Gzip }
        from segment in new[] { 4 * KiB, MiB }
        from volume in new[] { MiB, 64 * MiB }
        from slot in new[] { 0, 64 * KiB }
        select new ArchiveShape(tree, codec, codec == Codec.Zstd ? 3 : 6, segment, slot, volume),
        new(TreeName.Nested, Codec.Gzip, 0, MiB, 0, MiB),
        new(TreeName.Nested, Codec.Gzip, 0, MiB, 0, 64 * MiB),
        new(TreeName.Nested, Codec.Gzip, 0, 4 * KiB, 0, MiB),
        new(TreeName.Nested, Codec.Zstd, 3, MiB, 0, MiB),
    ];

    /// <summary>As the options of a backup.</summary>
    public override string ToString() =>
        $"{Tree.ToString().ToLowerInvariant()} tree, {Codec.ToString().ToLowerInvariant()}:{Level}, "
        + $"segments {SegmentSize / KiB}K, group {GroupSize / KiB}K, volumes {VolumeSize / MiB}M";
}
