using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Xunit;

namespace Tarn.Tests.Format.Tar.MultiVolume;

/// <summary>A volume that is missing, is another one, or is damaged: named, and nothing wrong read before.</summary>
public sealed class WrongVolumeTests
{
    /// <summary>A file over five volumes, and then one over three.</summary>
    private static readonly byte[] Tar = VolumeSet.Tar(
        VolumeSet.File("d/large", 90_000),
        VolumeSet.File("other", 50_000)
    );

    public static TheoryData<MultiVolumeFormat> Formats => [MultiVolumeFormat.Gnu, MultiVolumeFormat.Pax];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_missing_volume_is_told_wherever_it_is(MultiVolumeFormat format)
    {
        var volumes = VolumeSet.Cut(VolumeSet.Options(format), Tar);
        Assert.Equal(8, volumes.Count);
        for (var missing = 1; missing <= volumes.Count; missing++)
        {
            var rest = volumes.Where((_, index) => index != missing - 1).ToList();
            var (read, failure) = VolumeSet.JoinUntilFailure(rest);
            AssertBeginningOf(Tar, read);
            Assert.Equal(missing, failure.Volume);
            Assert.Equal(missing == 8 ? Defect.Missing : Defect.OutOfSequence, failure.Defect);
            AssertTellsWhatIsWanted(volumes, missing, failure.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Swapped_and_repeated_volumes_are_told(MultiVolumeFormat format)
    {
        var volumes = VolumeSet.Cut(VolumeSet.Options(format), Tar);
        for (var place = 1; place <= volumes.Count; place++)
        {
            for (var other = 1; other <= volumes.Count; other++)
            {
                if (place != other)
                {
                    byte[][] swapped = [.. volumes];
                    swapped[place - 1] = volumes[other - 1];
                    swapped[other - 1] = volumes[place - 1];
                    AssertOutOfSequence(Tar, swapped, Math.Min(place, other));
                    byte[][] repeated = [.. volumes];
                    repeated[place - 1] = volumes[other - 1];
                    AssertOutOfSequence(Tar, repeated, place);
                }
            }
        }
    }

    [Fact]
    public void A_volume_of_a_like_archive_is_told()
    {
        foreach (var format in new[] { MultiVolumeFormat.Gnu, MultiVolumeFormat.Pax })
        {
            var volumes = VolumeSet.Cut(VolumeSet.Options(format), Tar);
            foreach (var like in new[] { ("d/large", 90_001), ("d/larger", 90_000), ("e/large", 90_000) })
            {
                var others = VolumeSet.Cut(
                    VolumeSet.Options(format),
                    VolumeSet.Tar(VolumeSet.File(like.Item1, like.Item2))
                );
                byte[][] mixed = [.. volumes];
                mixed[2] = others[2];
                AssertOutOfSequence(Tar, mixed, 3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Where_no_member_goes_on_a_label_tells_or_the_reader_says_that_nothing_does(
        MultiVolumeFormat format
    )
    {
        // Each of four files leaves no more than a block of its volume, too little even for the end.
        foreach (var labelled in new[] { false, true })
        {
            var tar = VolumeSet.Tar([
                .. Enumerable
                    .Range(1, 4)
                    .Select(number => VolumeSet.File($"file {number}", labelled ? 18_900 : 19_400)),
            ]);
            var volumes = VolumeSet.Cut(VolumeSet.Options(format, labelled), tar);
            Assert.Equal(5, volumes.Count);
            Assert.Equal(tar, VolumeSet.Join(volumes));
            // Not a global header, behind which GNU tar would skip the member.
            Assert.All(volumes[1..4], volume => Assert.Equal(labelled ? 'V' : '0', (char)volume[156]));
            volumes.RemoveAt(1);
            if (labelled)
            {
                AssertOutOfSequence(tar, volumes, 2);
            }
            else
            {
                using var reader = VolumeSet.Open(volumes);
                reader.CopyTo(Stream.Null);
                Assert.Equal([2, 3, 4], reader.UncheckedVolumes);
            }
        }
    }

    [Fact]
    public void A_label_of_another_set_is_told()
    {
        foreach (var format in new[] { MultiVolumeFormat.Gnu, MultiVolumeFormat.Pax })
        {
            var options = VolumeSet.Options(format, labelled: true);
            var volumes = VolumeSet.Cut(options, Tar);
            var others = VolumeSet.Cut(options with { Label = ByteString.FromText("other tapes") }, Tar);
            volumes[3] = others[3];
            var (_, failure) = VolumeSet.JoinUntilFailure(volumes);
            Assert.Equal((4, Defect.OutOfSequence), (failure.Volume, failure.Defect));
            Assert.Contains("other tapes Volume 4", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_volume_cut_off_anywhere_is_told(MultiVolumeFormat format)
    {
        var volumes = VolumeSet.Cut(VolumeSet.Options(format, labelled: true), Tar);
        for (var cut = 1; cut <= volumes.Count; cut++)
        {
            var whole = volumes[cut - 1];
            for (var length = 0; length < EndOfContent(whole, cut == volumes.Count); length += 256)
            {
                byte[][] damaged = [.. volumes];
                damaged[cut - 1] = whole[..length];
                var (read, failure) = VolumeSet.JoinUntilFailure(damaged);
                AssertBeginningOf(Tar, read);
                Assert.InRange(failure.Volume, cut, cut + 1);
                if (length % TarBlock.Size != 0)
                {
                    Assert.Equal((cut, Defect.Truncated), (failure.Volume, failure.Defect));
                }
            }
        }
    }

    [Fact]
    public void A_missing_end_is_told()
    {
        var volumes = new[] { Tar[..^1024] };
        Assert.Equal(Defect.Missing, VolumeSet.JoinUntilFailure(volumes).Failure.Defect);
        Assert.Equal(Defect.Missing, VolumeSet.JoinUntilFailure([]).Failure.Defect);
    }

    private static int EndOfContent(byte[] volume, bool isLast) =>
        isLast ? volume.AsSpan().LastIndexOfAnyExcept((byte)0) + 1024 : volume.Length;

    private static void AssertOutOfSequence(byte[] tar, IReadOnlyList<byte[]> volumes, int volume)
    {
        var (read, failure) = VolumeSet.JoinUntilFailure(volumes);
        AssertBeginningOf(tar, read);
        Assert.Equal((volume, Defect.OutOfSequence), (failure.Volume, failure.Defect));
    }

    /// <summary>The message names what must go on, and where, as the volume that belongs there does.</summary>
    private static void AssertTellsWhatIsWanted(List<byte[]> volumes, int missing, string message)
    {
        Assert.Contains($"volume {missing}", message, StringComparison.Ordinal);
        if (new VolumeScan(new MemoryStream(volumes[missing - 1])).Continuation is { } wanted)
        {
            Assert.Contains($"'{wanted.Name}'", message, StringComparison.Ordinal);
            Assert.Contains($"at offset {wanted.Offset}", message, StringComparison.Ordinal);
        }
    }

    private static void AssertBeginningOf(byte[] tar, byte[] read) =>
        Assert.True(tar.AsSpan().StartsWith(read), "what was read is not the archive's beginning");
}
