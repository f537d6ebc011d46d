using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Xunit;

namespace Tarn.Tests.Format.Tar.MultiVolume;

public sealed class RoundTripTests
{
    private static readonly Gen<(Entry Entry, byte[] Content)> Member = Gen.Select(
        Gens.Entry(Gen.OneOf(Gen.Long[0, 1600], Gen.Long[15_000, 25_000], Gen.Long[0, 70_000])),
        Gen.ULong,
        (entry, seed) => (entry, Noise.Of(seed, entry.ContentLength))
    );

    private static readonly Gen<MultiVolumeOptions> Options = Gen.Select(
        Gen.Bool,
        Gen.Bool,
        Gen.Int[0, 60],
        Gen.OneOf(1, 3, 20),
        (isGnu, isLabelled, blocks, factor) =>
            VolumeSet.Options(
                isGnu ? MultiVolumeFormat.Gnu : MultiVolumeFormat.Pax,
                isLabelled,
                VolumeSet.Length + (TarBlock.Size * blocks)
            ) with
            {
                BlockingFactor = factor,
            }
    );

    public static TheoryData<MultiVolumeFormat, bool> Formats =>
        new()
        {
            { MultiVolumeFormat.Gnu, false },
            { MultiVolumeFormat.Gnu, true },
            { MultiVolumeFormat.Pax, false },
            { MultiVolumeFormat.Pax, true },
        };

    [Fact]
    public void Any_members_come_back_from_volumes_of_any_length()
    {
        Gen.Select(Member.Array[0, 6], Options, Gen.Int[1, 5000].Array[1, 20], Gen.Int[1, 5000])
            .Sample(
                (members, options, pieces, readSize) =>
                {
                    var tar = VolumeSet.Tar(members);
                    if (options.Format == MultiVolumeFormat.Gnu && members.Any(IsTooLongNamed(options)))
                    {
                        Assert.Throws<VolumesTooShortException>(() => VolumeSet.Cut(options, tar, pieces));
                        return;
                    }
                    var volumes = VolumeSet.Cut(options, tar, pieces);
                    Assert.All(volumes, volume => Assert.InRange(volume.Length, 1, options.VolumeLength));
                    Assert.All(volumes, volume => Assert.Equal(0, volume.Length % TarBlock.Size));
                    Assert.Equal(tar, VolumeSet.Join(volumes, readSize));
                    ComparePartsWith(members, volumes, options.Label.IsEmpty);
                }
            );
    }

    /// <summary>Border: the length of the file whose end is the end of the first volume.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_ends_a_byte_before_at_and_behind_a_border(MultiVolumeFormat format, bool labelled)
    {
        var headBlocks = (labelled, format) switch
        {
            (false, _) => 0,
            (true, MultiVolumeFormat.Gnu) => 1,
            _ => 2,
        };
        var border = VolumeSet.Length - (TarBlock.Size * (headBlocks + 1));
        foreach (
            var (size, goesOn) in new[]
            {
                (border - TarBlock.Size, false),
                (border - 1, false),
                (border, false),
                (border + 1, true),
                (border + TarBlock.Size, true),
            }
        )
        {
            var tar = VolumeSet.Tar(VolumeSet.File("first", size), VolumeSet.File("second", 700));
            var volumes = VolumeSet.Cut(VolumeSet.Options(format, labelled), tar);
            Assert.Equal(2, volumes.Count);
            var second = new VolumeScan(new MemoryStream(volumes[1]));
            Assert.Equal(
                goesOn
                    ? new MemberContinuation(format, ByteString.FromText("first"), border, size - border)
                    : null,
                second.Continuation
            );
            Assert.Equal(tar, VolumeSet.Join(volumes));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_volume_is_never_cut_within_headers(MultiVolumeFormat format, bool labelled)
    {
        // The headers of "long" take seven blocks. At every place of the border, they are all in one volume, together
        // with the first block of content.
        for (var blocks = 25; blocks < 45; blocks++)
        {
            var longName = (Sample.File(new string('n', 1500), 900), Noise.Of(1, 900));
            var tar = VolumeSet.Tar(VolumeSet.File("first", blocks * TarBlock.Size), longName);
            var volumes = VolumeSet.Cut(VolumeSet.Options(format, labelled), tar);
            foreach (var volume in volumes)
            {
                var scan = new VolumeScan(new MemoryStream(volume));
                Assert.All(scan.ReadParts(), part => Assert.InRange(part.Length, 1, part.Total));
                Assert.Equal(0, scan.SkippedLength);
            }
            Assert.Equal(tar, VolumeSet.Join(volumes));
        }
    }

    [Fact]
    public void The_last_volume_is_filled_to_a_record_that_fits()
    {
        var tar = VolumeSet.Tar(VolumeSet.File("small", 10));
        Assert.Equal(10_240, Assert.Single(VolumeSet.Cut(VolumeSet.Options(default), tar)).Length);
        var one = VolumeSet.Options(default) with { BlockingFactor = 1 };
        Assert.Equal(tar.Length, Assert.Single(VolumeSet.Cut(one, tar)).Length);
        var large = VolumeSet.Options(default) with { BlockingFactor = 64 };
        Assert.Equal(VolumeSet.Length, Assert.Single(VolumeSet.Cut(large, tar)).Length);
    }

    [Fact]
    public void Volumes_are_written_in_whole_records()
    {
        var sizes = new List<int>();
        using var writer = new MultiVolumeWriter(
            VolumeSet.Options(MultiVolumeFormat.Gnu, length: 25_600),
            _ => new WriteSizes(sizes)
        );
        foreach (var value in VolumeSet.Tar(VolumeSet.File("file", 30_000)))
        {
            writer.WriteByte(value);
        }
        writer.Complete();
        Assert.Equal([10_240, 10_240, 5120, 10_240], sizes);
    }

    [Fact]
    public void A_continuation_says_any_length_and_name()
    {
        Gen.Select(
                Gen.Bool,
                Gens.Path,
                Gens.HugeSize.Where(size => size < Limits.MaxPosition),
                Gens.HugeSize.Where(size => size is > 0 and < Limits.MaxPosition),
                Gen.Int[2, Limits.MaxVolumeNumber]
            )
            .Sample(
                (isGnu, path, offset, remaining, volume) =>
                {
                    var format = isGnu ? MultiVolumeFormat.Gnu : MultiVolumeFormat.Pax;
                    var name = new ByteString(isGnu ? path.Span[..Math.Min(100, path.Length)] : path.Span);
                    var expected = new MemberContinuation(format, name, offset, remaining);
                    var bytes = VolumeHeadWriter.Write(
                        VolumeSet.Options(format, labelled: true),
                        volume,
                        expected
                    );
                    var input = new VolumeInput(new MemoryStream(bytes.ToArray()), volume, new byte[700]);
                    var head = VolumeHead.Read(input);
                    Assert.Equal(expected, head.Continuation);
                    Assert.Equal($"{VolumeSet.Label} Volume {volume}", head.Label.ToString());
                    Assert.True(input.IsAtEnd);
                }
            );
    }

    private static Func<(Entry Entry, byte[] Content), bool> IsTooLongNamed(MultiVolumeOptions options) =>
        member =>
        {
            var label = options.Label.IsEmpty ? 0 : TarBlock.Size;
            var whole = Sample.HeadersOf(member.Entry).Length + TarBlock.PaddedLength(member.Content.Length);
            return member.Entry is Entry.File { Path.Length: > 100 } && label + whole > options.VolumeLength;
        };

    /// <summary>What the volumes say, each for itself, must add up to what was written.</summary>
    private static void ComparePartsWith(
        (Entry Entry, byte[] Content)[] members,
        List<byte[]> volumes,
        bool isUnlabelled
    )
    {
        var found = new List<(string Name, long Length)>();
        foreach (var volume in volumes)
        {
            var scan = new VolumeScan(new MemoryStream(volume));
            Assert.Equal(isUnlabelled, scan.Label is null);
            foreach (var part in scan.ReadParts())
            {
                var before = part.Begins ? 0 : found[^1].Length;
                if (!part.Begins)
                {
                    Assert.Equal(before, scan.Continuation!.Offset);
                    found.RemoveAt(found.Count - 1);
                }
                found.Add((part.Name.ToString().TrimEnd('/'), before + part.Length));
                Assert.Equal(part.Ends, before + part.Length == part.Total);
            }
            Assert.Equal(volume == volumes[^1], scan.HasEnd);
        }
        Assert.Equal(
            members.Select(member =>
                (member.Entry.Path.ToString().TrimEnd('/'), (long)member.Content.Length)
            ),
            found
        );
    }

    private sealed class WriteSizes(List<int> sizes) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => sizes.Add(buffer.Length);
    }
}
