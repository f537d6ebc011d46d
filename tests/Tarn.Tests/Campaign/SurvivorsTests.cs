using Tarn.Campaign.Archives;
using Tarn.Campaign.Damage;
using Tarn.Campaign.Oracle;
using Tarn.Format.Segments;
using Xunit;

namespace Tarn.Tests.Campaign;

/// <summary>The campaign knows which segments damage meets.</summary>
public sealed class SurvivorsTests
{
    private const int MiB = 1 << 20;

    public static TheoryData<Codec> Codecs => [Codec.Gzip, Codec.Zstd];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_changed_bit_meets_the_segment_it_is_in(Codec codec)
    {
        var archive = Make(codec);
        foreach (var segment in archive.Segments.Where((_, index) => index % 17 == 0))
        {
            foreach (var at in (int[])[segment.Offset, segment.MarkerOffset, segment.End - 1])
            {
                var copy = new VolumeCopies(archive);
                copy[segment.Volume][at] ^= 1;
                AssertLost(copy.Damaged(), segment);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Bytes_put_in_between_two_segments_meet_none(Codec codec)
    {
        var archive = Make(codec);
        foreach (var segment in archive.Segments.Where((_, index) => index % 19 == 0))
        {
            AssertLost(PutIn(archive, segment.Volume, segment.Offset));
            AssertLost(PutIn(archive, segment.Volume, segment.Offset + 1), segment);
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void What_is_good_in_one_of_two_copies_is_left(Codec codec)
    {
        var archive = Make(codec);
        var segments = archive.Segments.ToList();
        var first = new VolumeCopies(archive);
        first[segments[3].Volume][segments[3].Offset] ^= 1;
        first[segments[5].Volume][segments[5].Offset] ^= 1;
        var second = new VolumeCopies(archive);
        second[segments[5].Volume][segments[5].Offset] ^= 1;

        AssertLost(
            new DamagedArchive(archive, [.. first.Damaged().Files, .. second.Damaged().Files], ""),
            segments[5]
        );
    }

    [Fact]
    public void An_archive_is_the_same_in_every_run()
    {
        var shape = new ArchiveShape(TreeName.Small, Codec.Zstd, 3, 4_096, 65_536, MiB);

        var (first, second) = (new ArchiveMaker().Of(shape), new ArchiveMaker().Of(shape));

        Assert.True(first.Volumes.Count > 1);
        Assert.Equal(
            first.Volumes.Select(volume => volume.Bytes),
            second.Volumes.Select(volume => volume.Bytes)
        );
    }

    private static StoredArchive Make(Codec codec) =>
        new ArchiveMaker().Of(new ArchiveShape(TreeName.Small, codec, 1, MiB, 0, MiB));

    private static DamagedArchive PutIn(StoredArchive archive, int volume, int at)
    {
        var copy = new VolumeCopies(archive);
        copy[volume] = [.. copy[volume][..at], 0xA5, .. copy[volume][at..]];
        return copy.Damaged();
    }

    private static void AssertLost(DamagedArchive damaged, params StoredSegment[] lost)
    {
        var left = Survivors.In(damaged);
        Assert.Equal(lost, damaged.Archive.Segments.Where(segment => !left.Contains(segment)));
    }
}
