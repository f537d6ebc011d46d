using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Xunit;

namespace Tarn.Tests.Format.Tar.MultiVolume;

/// <summary>What GNU tar writes and this writer does not; the acceptance tests have it from GNU tar itself.</summary>
public sealed class ForeignSetTests
{
    private static readonly byte[] Content = Noise.Of(1, 1024);

    [Fact]
    public void Headers_cut_anywhere_are_put_together()
    {
        var name = new string('n', 900);
        byte[] tar =
        [
            .. Blocks.LongName(name),
            .. Blocks.ExtendedHeader("11 atime=0\n"),
            .. Blocks.Header(name[..100], 1024),
            .. Content,
            .. new byte[1024],
        ];
        for (var cut = 512; cut < 512 * 6; cut += 512)
        {
            Assert.Equal(tar, VolumeSet.Join([tar[..cut], tar[cut..]]));
            var label = new byte[512];
            ContinuationBlock.WriteLabel(label, ByteString.FromText("x Volume 2"));
            Assert.Equal(tar, VolumeSet.Join([tar[..cut], [.. label, .. tar[cut..]]]));
            var global = Blocks.GlobalHeader("31 GNU.volume.label=x Volume 2\n");
            Assert.Equal(tar, VolumeSet.Join([tar[..cut], [.. global, .. tar[cut..]]]));
            var second = new VolumeScan(new MemoryStream(tar[cut..]));
            var part = Assert.Single(second.ReadParts());
            Assert.Equal((1024, true, true), (part.Length, part.Begins, part.Ends));
            // The next header block that can be recognised: the first again only if the cut is right before it.
            Assert.Equal(
                cut is 1536 or 2560 ? 0
                    : cut < 1536 ? 1536 - cut
                    : 2560 - cut,
                second.SkippedLength
            );
        }
    }

    [Fact]
    public void A_cut_right_before_a_members_own_header_announces_it()
    {
        byte[] name = Blocks.LongName("the name");
        byte[] rest = [.. Blocks.Header("the", 1024), .. Content, .. new byte[1024]];
        byte[] tar = [.. name, .. rest];
        Assert.Equal(tar, VolumeSet.Join([name, [.. Announcement("the name", 1024), .. rest]]));
        foreach (var wrong in new[] { Announcement("the name", 1023), Announcement("another name", 1024) })
        {
            var (_, failure) = VolumeSet.JoinUntilFailure([name, [.. wrong, .. rest]]);
            Assert.Equal((2, Defect.OutOfSequence), (failure.Volume, failure.Defect));
        }
        var scan = new VolumeScan(new MemoryStream([.. Announcement("the name", 1024), .. rest]));
        Assert.Equal(
            new MemberPart(ByteString.FromText("the"), 1024, 1024, true, true),
            scan.ReadParts().Single()
        );
    }

    [Fact]
    public void A_cut_right_behind_a_header_goes_on_at_offset_0()
    {
        var header = Blocks.Header("file", 1024);
        byte[] rest = [.. Content, .. new byte[1024]];
        byte[] second = [.. Announcement("file", 1024), .. rest];
        Assert.Equal([.. header, .. rest], VolumeSet.Join([header, second]));
        var part = new VolumeScan(new MemoryStream(second)).ReadParts().Single();
        Assert.Equal(new MemberPart(ByteString.FromText("file"), 1024, 1024, false, true), part);
    }

    [Fact]
    public void A_name_that_was_cut_in_the_header_is_recognised()
    {
        var name = new string('n', 130);
        byte[] first = [.. Blocks.LongName(name), .. Blocks.Header(name[..100], 1024), .. Content[..512]];
        byte[] rest = [.. Content[512..], .. new byte[1024]];
        var goesOn = new byte[512];
        ContinuationBlock.Write(goesOn, Continuation(name[..100], 512, 512));
        Assert.Equal([.. first, .. rest], VolumeSet.Join([first, [.. goesOn, .. rest]]));
        ContinuationBlock.Write(goesOn, Continuation(name[..99], 512, 512));
        Assert.Equal(
            Defect.OutOfSequence,
            VolumeSet.JoinUntilFailure([first, [.. goesOn, .. rest]]).Failure.Defect
        );
    }

    [Fact]
    public void The_end_may_be_spread_over_volumes()
    {
        byte[] file = [.. Blocks.Header("file", 1024), .. Content];
        Assert.Equal(
            [.. file, .. new byte[1024]],
            VolumeSet.Join([
                [.. file, .. new byte[512]],
                new byte[512],
            ])
        );
        Assert.Equal([.. file, .. new byte[1024]], VolumeSet.Join([file, new byte[10_240]]));
    }

    [Fact]
    public void Global_headers_of_the_archives_maker_stay()
    {
        byte[] file = [.. Blocks.Header("file", 1024), .. Content, .. new byte[1024]];
        var label = "31 GNU.volume.label=x Volume 1\n";
        var comment = "14 comment=hi\n";
        Assert.Equal(
            file,
            VolumeSet.Join([
                [.. Blocks.GlobalHeader(label), .. file],
            ])
        );
        foreach (var header in new[] { Blocks.GlobalHeader(comment), Blocks.GlobalHeader(label, comment) })
        {
            Assert.Equal(
                [.. header, .. file],
                VolumeSet.Join([
                    [.. header, .. file],
                ])
            );
        }
        byte[] first = Blocks.Header("empty", 0);
        byte[] second = [.. Blocks.GlobalHeader(comment), .. file];
        Assert.Equal([.. first, .. second], VolumeSet.Join([first, second]));
    }

    [Fact]
    public void A_map_in_blocks_behind_the_header_is_passed_over()
    {
        // GNU's own sparse format: 512 bytes stored of a file of 100,000; two blocks of map.
        var header = Blocks.Header("sparse", 1024, TypeFlag.OldSparse);
        header[482] = 1;
        Encoding.ASCII.GetBytes("00000303240\0").CopyTo(header, 483);
        var map = new byte[512];
        map[504] = 1;
        byte[] first = [.. Blocks.WithChecksums(header), .. map, .. new byte[512], .. Content[..512]];
        byte[] rest = [.. Content[512..], .. new byte[1024]];
        var goesOn = new byte[512];
        ContinuationBlock.Write(goesOn, Continuation("sparse", 100_000 - 512, 512));
        Assert.Equal([.. first, .. rest], VolumeSet.Join([first, [.. goesOn, .. rest]]));
        var part = new VolumeScan(new MemoryStream(first)).ReadParts().Single();
        Assert.Equal(new MemberPart(ByteString.FromText("sparse"), 100_000, 512, true, false), part);
    }

    private static MemberContinuation Continuation(string name, long offset, long remaining) =>
        new(MultiVolumeFormat.Gnu, ByteString.FromText(name), offset, remaining);

    private static byte[] Announcement(string name, long length)
    {
        var block = new byte[512];
        ContinuationBlock.Write(block, Continuation(name, 0, length));
        return block;
    }
}
