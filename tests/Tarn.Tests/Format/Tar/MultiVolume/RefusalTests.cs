using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Xunit;

namespace Tarn.Tests.Format.Tar.MultiVolume;

/// <summary>What the writer refuses, and what it does so that it need not.</summary>
public sealed class RefusalTests
{
    private static readonly string LongName = new('n', 101);

    private static readonly MultiVolumeOptions Gnu = VolumeSet.Options(MultiVolumeFormat.Gnu);

    private static readonly MultiVolumeOptions Pax = VolumeSet.Options(MultiVolumeFormat.Pax);

    [Fact]
    public void In_the_gnu_format_a_name_over_100_bytes_cannot_go_on_and_pax_is_the_way()
    {
        var tar = VolumeSet.Tar(VolumeSet.File("first", 5000), VolumeSet.File(LongName, 30_000));
        var failure = Assert.Throws<VolumesTooShortException>(() => VolumeSet.Cut(Gnu, tar));
        Assert.Contains(LongName, failure.Message, StringComparison.Ordinal);
        Assert.Contains("choose the pax format", failure.Message, StringComparison.Ordinal);
        Assert.Equal(tar, VolumeSet.Join(VolumeSet.Cut(Pax, tar)));
        var fits = VolumeSet.Tar(VolumeSet.File(LongName[1..], 30_000));
        Assert.Equal(fits, VolumeSet.Join(VolumeSet.Cut(Gnu, fits)));
    }

    [Fact]
    public void In_the_gnu_format_a_long_named_file_that_fits_a_volume_begins_in_the_next_one()
    {
        var tar = VolumeSet.Tar(VolumeSet.File("first", 5000), VolumeSet.File(LongName, 16_000));
        var volumes = VolumeSet.Cut(Gnu, tar);
        Assert.Equal([5632, VolumeSet.Length], volumes.Select(volume => volume.Length));
        Assert.Equal(tar, VolumeSet.Join(volumes));
    }

    [Fact]
    public void Headers_larger_than_a_volume_need_longer_volumes()
    {
        var tar = VolumeSet.Tar((Sample.File(new string('n', 30_000), 1), [1]));
        foreach (var options in new[] { Gnu, Pax })
        {
            var failure = Assert.Throws<VolumesTooShortException>(() => VolumeSet.Cut(options, tar));
            Assert.Contains("longer volumes", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_continuation_larger_than_a_volume_needs_longer_volumes()
    {
        // Headers of 10 KiB fit, but a continuation says the name three times.
        var tar = VolumeSet.Tar((Sample.File(new string('n', 15_000), 30_000), Noise.Of(1, 30_000)));
        var failure = Assert.Throws<VolumesTooShortException>(() => VolumeSet.Cut(Pax, tar));
        Assert.Contains("to go on with", failure.Message, StringComparison.Ordinal);
        var longer = Pax with { VolumeLength = 40_960 };
        Assert.Equal(tar, VolumeSet.Join(VolumeSet.Cut(longer, tar)));
    }

    [Fact]
    public void The_smallest_volumes_hold_the_continuation_of_the_longest_path_that_GNU_tar_restores()
    {
        var path = string.Join('/', Enumerable.Repeat(new string('d', 255), 16))[..4095];
        var options = VolumeSet.Options(MultiVolumeFormat.Pax, labelled: true);
        var tar = VolumeSet.Tar((Sample.File(path, 50_000), Noise.Of(1, 50_000)));
        Assert.Equal(tar, VolumeSet.Join(VolumeSet.Cut(options, tar)));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        foreach (
            var length in new long[] { -512, 0, VolumeSet.Length - 512, VolumeSet.Length + 1, long.MaxValue }
        )
        {
            Assert.ThrowsAny<ArgumentException>(() => Pax with { VolumeLength = length });
        }
        Assert.ThrowsAny<ArgumentException>(() => Pax with { BlockingFactor = 0 });
        Assert.ThrowsAny<ArgumentException>(() => Pax with { BlockingFactor = 2049 });
        Assert.ThrowsAny<ArgumentException>(() => Pax with { Label = ByteString.FromText("a\0b") });
        Assert.ThrowsAny<ArgumentException>(() =>
            Pax with
            {
                Label = ByteString.FromText(new string('l', MultiVolumeOptions.MaxLabel + 1)),
            }
        );
    }

    [Fact]
    public void Refuses_what_is_no_plain_tar()
    {
        var file = VolumeSet.Tar(VolumeSet.File("file", 600))[..^1024];
        var label = new byte[512];
        ContinuationBlock.WriteLabel(label, VolumeSet.Label);
        var goesOn = new byte[512];
        ContinuationBlock.Write(goesOn, new MemberContinuation(MultiVolumeFormat.Gnu, VolumeSet.Label, 0, 1));
        var global = Blocks.GlobalHeader("8 a=bcd\n");
        var end = new byte[1024];
        Assert.Equal(1536, RefusedAt([.. file, .. Noise.Of(1, 512)]));
        Assert.Equal(1536, RefusedAt([.. file, .. label]));
        Assert.Equal(0, RefusedAt(label));
        Assert.Equal(0, RefusedAt(goesOn));
        Assert.Equal(2048, RefusedAt([.. file, .. new byte[512], .. file]));
        Assert.Equal(2560, RefusedAt([.. file, .. end, .. file]));
        Assert.Equal(2048, RefusedAt([.. file, .. global, .. file]));
        Assert.Equal(512, RefusedAt(Blocks.GlobalHeader("11 size=12\n")));
        Assert.Equal(512, RefusedAt(Blocks.GlobalHeader("8 a=bcd\n", "24 GNU.volume.label=set\n")));
        byte[] welcome = [.. global, .. file, .. end];
        Assert.Equal(welcome, VolumeSet.Join(VolumeSet.Cut(Pax, welcome)));
    }

    [Fact]
    public void Refuses_to_complete_what_has_not_ended()
    {
        var tar = VolumeSet.Tar(VolumeSet.File("file", 600));
        for (var length = 0; length < tar.Length; length += 256)
        {
            using var writer = new MultiVolumeWriter(Pax, _ => new MemoryStream());
            writer.Write(tar.AsSpan(0, length));
            Assert.Throws<InvalidOperationException>(writer.Complete);
        }
    }

    [Fact]
    public void Refuses_to_go_on_after_a_failure()
    {
        var tar = VolumeSet.Tar(VolumeSet.File(LongName, 30_000));
        using var writer = new MultiVolumeWriter(Gnu, _ => new MemoryStream());
        Assert.Throws<VolumesTooShortException>(() => writer.Write(tar.AsSpan(0, 1536)));
        Assert.Throws<InvalidOperationException>(() => writer.Write(tar.AsSpan(1536)));
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    [Fact]
    public void Names_that_lead_out_of_the_directory_make_parts_that_do_not()
    {
        foreach (
            var (name, part) in new[]
            {
                ("/a/../b//f", "a/b/GNUFileParts/f.2"),
                ("./f", "GNUFileParts/f.2"),
                ("..", "GNUFileParts/.2"),
                ("d/f", "d/GNUFileParts/f.2"),
            }
        )
        {
            var continuation = new MemberContinuation(
                MultiVolumeFormat.Pax,
                ByteString.FromText(name),
                512,
                9
            );
            var head = VolumeHeadWriter.Write(Pax, 2, continuation);
            Assert.True(UstarHeader.TryParse(head.Span[^512..], out var header, out _));
            Assert.Equal(part, header!.Name.ToString());
        }
    }

    [Fact]
    public void A_sparse_file_goes_on_as_GNU_tar_counts_and_never_at_a_negative_offset()
    {
        // 40,000 bytes are stored of a file of 25,000: the offset is 0 once 15,000 have passed, in the next block.
        byte[] tar =
        [
            .. Blocks.ExtendedHeader("26 GNU.sparse.name=sparse\n", "29 GNU.sparse.realsize=25000\n"),
            .. Blocks.Header("GNUSparseFile.0/sparse", 40_000),
            .. Noise.Of(1, 40_000),
            .. new byte[TarBlock.PaddingAfter(40_000) + 1024],
        ];
        byte[] shifted = [.. VolumeSet.Tar(VolumeSet.File("first", 5000))[..^1024], .. tar];
        var volumes = VolumeSet.Cut(Gnu, shifted);
        Assert.Equal([5632, VolumeSet.Length], volumes.Take(2).Select(volume => volume.Length));
        var third = new VolumeScan(new MemoryStream(volumes[2])).Continuation!;
        Assert.Equal("sparse", third.Name.ToString());
        Assert.Equal(25_000, third.Total);
        Assert.Equal(40_000 - (VolumeSet.Length - 1536), third.Remaining);
        Assert.Equal(shifted, VolumeSet.Join(volumes));
    }

    private static long RefusedAt(byte[] tar) =>
        Assert.Throws<CorruptArchiveException>(() => VolumeSet.Cut(Pax, tar)).Offset;
}
