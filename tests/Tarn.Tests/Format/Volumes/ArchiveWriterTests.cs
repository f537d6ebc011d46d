using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format.Volumes;

public sealed class ArchiveWriterTests
{
    private const int VolumeSize = (int)Limits.MinVolumeSize;
    private static readonly byte[] NoiseSource = Noise.Of(1, 6 << 20);

    public static TheoryData<Codec> Codecs => [Codec.Gzip, Codec.Zstd];

    /// <summary>Sizes of files: most of them next to a border of something.</summary>
    private static readonly Gen<int> Size = Gen.Frequency(
        (8, Gen.Int[0, 1600]),
        (3, Gen.Select(Gen.Int[0, 40], Gen.Int[-1, 1], (blocks, by) => Math.Max(0, (blocks * 512) + by))),
        (3, Near(64 << 10)),
        (3, Near(VolumeSize / 8)),
        (2, Near(VolumeSize / 4)),
        (1, Near(VolumeSize)),
        (1, Gen.Int[0, VolumeSize * 5 / 2])
    );

    private static readonly Gen<ArchiveParameters> Parameters = Gen.Select(
        Gen.OneOf(Codec.Gzip, Codec.Zstd),
        Gen.OneOf(4096, 4096 + 100, 64 << 10, 1 << 20),
        Gen.OneOf(0, 0, 8 << 10, 64 << 10),
        Gen.OneOf(-1, -1, 0, VolumeSize),
        (codec, segmentSize, groupSize, keepWhole) =>
        {
            var plain = Sample.Archive(codec, VolumeSize, segmentSize);
            return new ArchiveParameters(plain.Id, plain.Set, plain.Created, codec, VolumeSize, segmentSize)
            {
                GroupSize = groupSize,
                KeepWhole = keepWhole < 0 ? plain.KeepWhole : keepWhole,
            };
        }
    );

    private static readonly Gen<(int Size, bool IsNoise, int NameLength)[]> Tree = Gen.Select(
        Size,
        Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))),
        Gen.Frequency((20, Gen.Int[0, 80]), (3, Gen.Int[90, 110]), (2, Gen.Int[200, 5000]), (1, Near(60_000)))
    ).Array[0, 24];

    [Fact]
    public void Keeps_every_rule_on_random_trees()
    {
        Gen.Select(Parameters, Tree)
            .Sample((archive, tree) => ArchiveRules.Check(Build(archive, tree)), iter: 1000, print: Describe);
    }

    [Theory, MemberData(nameof(Codecs))]
    public void A_volume_is_closed_before_the_directory_of_its_index_is_too_long(Codec codec)
    {
        const long roomy = 1 << 30;
        using var built = new ArchiveBuilder(Sample.Archive(codec, roomy));
        for (var number = 0; number < 100; number++)
        {
            // Each fills a piece, and so has a line in the directory as well.
            built.Add(Sample.File($"{number:D3}{new string('n', 131_000)}"));
        }
        ArchiveRules.Check(built.Complete());
        // 32 such lines have 4 MiB.
        Assert.Equal(4, built.Volumes.Length);
    }

    [Theory, MemberData(nameof(Codecs))]
    public void An_archive_without_entries_is_one_volume(Codec codec)
    {
        using var built = new ArchiveBuilder(Sample.Archive(codec));
        Assert.Single(ArchiveRules.Check(built.Complete()));
        Assert.Equal(1024, built.Tar.Length);
    }

    [Theory, MemberData(nameof(Codecs))]
    public void A_file_may_go_over_five_volumes(Codec codec)
    {
        using var built = new ArchiveBuilder(Sample.Archive(codec), level: codec == Codec.Gzip ? 0 : 1);
        built.Add(Sample.File("a", 1), "a"u8.ToArray());
        var size = 4 * VolumeSize;
        built.Add(Sample.File("b", size), Noise.Of(3, size));
        built.Add(Sample.File("c", 3), "abc"u8.ToArray());
        Assert.Equal(5, ArchiveRules.Check(built.Complete()).Count);
    }

    /// <summary>A length at which something changes, and the bytes around it.</summary>
    [Theory]
    [InlineData("a header block's name", 100)]
    [InlineData("a header block's name and prefix", 256)]
    public void Names_around_the_border_of(string what, int length)
    {
        Assert.NotEmpty(what);
        foreach (var codec in Codecs.Select(row => row.Data))
        {
            using var built = new ArchiveBuilder(Sample.Archive(codec));
            for (var by = -2; by <= 2; by++)
            {
                built.Add(Sample.Directory(Path(by + 2, length + by)));
                built.Add(Sample.File(Path(by + 2, length + by) + "/f"));
            }
            ArchiveRules.Check(built.Complete());
        }

        static string Path(int number, int length) =>
            $"{(char)('a' + number)}"
            + new string('x', 99)
            + "/"
            + new string('y', Math.Max(1, length - 101));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096 - 512)]
    [InlineData(4096)]
    [InlineData(8192 - 512)]
    [InlineData(VolumeSize / 4)]
    [InlineData(VolumeSize - 4096 - 4096)]
    [InlineData(VolumeSize)]
    public void Sizes_of_one_byte_less_or_more_than(int border)
    {
        foreach (var codec in Codecs.Select(row => row.Data))
        {
            for (var by = -1; by <= 1; by++)
            {
                using var built = new ArchiveBuilder(Sample.Archive(codec, VolumeSize, 4096));
                built.Add(Sample.File("a", border + by), NoiseSource[..(border + by)]);
                built.Add(Sample.File("b", border + by), new byte[border + by]);
                ArchiveRules.Check(built.Complete());
            }
        }
    }

    /// <summary>Fills the first volume block by block up to its border and beyond.</summary>
    [Theory, MemberData(nameof(Codecs))]
    public void The_volume_border_is_met_from_below(Codec codec)
    {
        var volumes = new List<int>();
        for (var size = VolumeSize - 20_000; size < VolumeSize - 4000; size += 512)
        {
            using var built = new ArchiveBuilder(Sample.Archive(codec), level: codec == Codec.Gzip ? 0 : 1);
            built.Add(Sample.File("a", size), NoiseSource[..size]);
            volumes.Add(ArchiveRules.Check(built.Complete()).Count);
        }
        Assert.Equal(1, volumes[0]);
        Assert.Equal(2, volumes[^1]);
        Assert.Equal(volumes.Order(), volumes);
    }

    [Theory, MemberData(nameof(Codecs))]
    public void Small_files_stay_whole_at_the_volume_border(Codec codec)
    {
        for (var by = 0; by < 12; by++)
        {
            using var built = new ArchiveBuilder(Sample.Archive(codec, VolumeSize, 4096));
            var first = VolumeSize - 262_144 - 40_000 + (by * 3000);
            built.Add(Sample.File("a", first), NoiseSource[..first]);
            built.Add(Sample.File("b", VolumeSize / 4), NoiseSource[..(VolumeSize / 4)]);
            var volumes = ArchiveRules.Check(built.Complete());
            var begin = volumes
                .SelectMany(volume => volume)
                .Last(each => each.Marker.Kind == SegmentKind.Entry);
            Assert.Single(
                volumes,
                volume => volume.Exists(each => each.Marker.EntrySequence == begin.Marker.Sequence)
            );
        }
    }

    [Theory, MemberData(nameof(Codecs))]
    public void Paths_of_128_KiB_fit_the_smallest_volume(Codec codec)
    {
        using var built = new ArchiveBuilder(Sample.Archive(codec));
        byte[][] alphabets =
        [
            [.. "abcdefgh"u8],
            [.. Enumerable.Range(1, 31).Select(value => (byte)value)],
            [.. Enumerable.Range(128, 128).Select(value => (byte)value)],
        ];
        var number = 0;
        foreach (var alphabet in alphabets)
        {
            for (var i = 0; i < 3; i++)
            {
                var noise = Noise.Of((ulong)++number, Limits.MaxPath - 1);
                var path = Array.ConvertAll(noise, value => alphabet[value % alphabet.Length]);
                path[0] = (byte)('0' + number);
                built.Add(new Entry.HardLink(new UnixPath(path), Sample.Metadata, new UnixPath(path)));
                built.Add(
                    new Entry.File(
                        new UnixPath([.. path[..^3], (byte)'/', (byte)'f']),
                        Sample.Metadata,
                        9000
                    ),
                    Noise.Of(9, 9000)
                );
            }
        }
        built.Add(Sample.File("z", 600_000), Noise.Of(99, 600_000));
        Assert.InRange(ArchiveRules.Check(built.Complete()).Count, 2, 40);
    }

    [Theory, MemberData(nameof(Codecs))]
    public void Long_headers_are_repeated_over_several_segments(Codec codec)
    {
        using var built = new ArchiveBuilder(Sample.Archive(codec));
        built.Add(Sample.File(new string('n', 100_000), 3 * VolumeSize), Noise.Of(1, 3 * VolumeSize));
        var volumes = ArchiveRules.Check(built.Complete());
        Assert.Equal(7, volumes[1].Count(segment => segment.Marker.Kind == SegmentKind.VolumeStart));
    }

    [Theory, MemberData(nameof(Codecs))]
    public void Headers_too_long_for_a_volume_start_are_not_repeated(Codec codec)
    {
        using var built = new ArchiveBuilder(Sample.Archive(codec));
        built.Add(
            Sample.File(new string('n', Limits.MaxPath - 1), 3 * VolumeSize),
            Noise.Of(1, 3 * VolumeSize)
        );
        var volumes = ArchiveRules.Check(built.Complete());
        Assert.InRange(volumes.Count, 4, 8);
        Assert.Single(volumes[1], segment => segment.Marker.Kind == SegmentKind.VolumeStart);
    }

    /// <summary>A caller that cuts into smaller parts than promised makes a file go on, not a volume too large.</summary>
    [Theory, MemberData(nameof(Codecs))]
    public void Smaller_parts_than_promised_do_not_make_a_volume_too_large(Codec codec)
    {
        var archive = Sample.Archive(codec);
        using var waiting = new MemoryStream();
        var sizes = new VolumeSizes();
        using var writer = new ArchiveWriter(archive, sizes, waiting);
        using var encoder = archive.Framing.CreateEncoder(codec == Codec.Gzip ? 0 : 1);
        var (body, large) = (new byte[1000], new byte[110_000]);
        var part = new EncodedSegment(
            512,
            body.AsMemory(0, encoder.Encode(NoiseSource.AsSpan(0, 512), body)),
            default
        );
        var filler = encoder.Encode(NoiseSource.AsSpan(0, 102_400), large);
        writer.BeginEntry(
            new EntryExtent(1, 102_400, 0, 1000, default),
            new EncodedSegment(102_400, large.AsMemory(0, filler), default)
        );
        writer.EndEntry([]);
        for (var file = 0; file < 5; file++)
        {
            writer.BeginEntry(new EntryExtent(1, 262_144 + 512, 262_144, 1000, default), part);
            for (var i = 0; i < 512; i++)
            {
                writer.ContinueEntry(part);
            }
            writer.EndEntry([]);
        }
        writer.Complete();
        Assert.All(sizes.Volumes, size => Assert.InRange(size, 0, VolumeSize));
    }

    [Theory, MemberData(nameof(Codecs))]
    public void A_big_index_is_in_several_pieces(Codec codec)
    {
        using var built = new ArchiveBuilder(
            new ArchiveParameters(
                Sample.Id,
                ByteString.FromText("s"),
                Sample.Created,
                codec,
                VolumeSize,
                65536
            )
            {
                GroupSize = 60_000,
            }
        );
        for (var i = 0; i < 3000; i++)
        {
            built.Add(Sample.File($"{i:D6}" + Convert.ToHexString(Noise.Of((ulong)i, 24))));
        }
        var volumes = ArchiveRules.Check(built.Complete());
        Assert.True(
            volumes.Sum(volume => volume.Count(segment => segment.Marker.Kind == SegmentKind.Index)) > 8
        );
    }

    private static Gen<int> Near(int border) => Gen.Int[-600, 600].Select(by => border + by);

    private static ArchiveBuilder Build(
        ArchiveParameters archive,
        (int Size, bool IsNoise, int NameLength)[] tree
    )
    {
        var built = new ArchiveBuilder(archive, level: archive.Codec == Codec.Gzip ? tree.Length % 2 : 1);
        foreach (var (index, (size, isNoise, nameLength)) in tree.Index())
        {
            var name = $"{index:D3}" + new string('n', nameLength);
            var from = (index * 104_729) % (2 << 20);
            var content = isNoise ? NoiseSource.AsSpan(from, size).ToArray() : new byte[size];
            built.Add(Sample.File(name, size), content);
        }
        return built.Complete();
    }

    private static string Describe((ArchiveParameters Archive, (int, bool, int)[] Tree) @case) =>
        $"{@case.Archive.Codec} segment {@case.Archive.SegmentSize} group {@case.Archive.GroupSize} "
        + $"keep {@case.Archive.KeepWhole}: {string.Join(' ', @case.Tree)}";
}
