using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Stores;
using Tarn.Stores.Memory;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>Whatever happens to the bytes: what comes out is right, what does not is told of, and it is no more than it must be.</summary>
public sealed class RescueTests
{
    private static readonly UnixPath Large = UnixPath.FromText("large");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Codec.Zstd, 0)]
    [InlineData(Codec.Gzip, 0)]
    [InlineData(Codec.Zstd, 100_000)]
    public async Task Damage_costs_exactly_the_entries_whose_segments_it_meets(Codec codec, int groupSize)
    {
        var (source, volumes, index) = await MakeAsync(codec, groupSize);
        var segments = await SegmentsAsync(volumes);

        await Gen.Select(
                Gen.Int[0, volumes.Count - 1],
                Gen.Double[0, 0.999],
                Gen.OneOf(Gen.Const(1), Gen.Const(4096), Gen.Const(70_000)),
                Gen.Bool
            )
            .SampleAsync(
                async (volume, place, length, isCut) =>
                {
                    var bytes = volumes[volume];
                    var from = (int)(place * bytes.Length);
                    var to = Math.Min(bytes.Length, from + length);
                    byte[] damaged = [.. bytes];
                    damaged.AsSpan(from..to).Clear();
                    if (isCut)
                    {
                        damaged = [.. bytes[..from], .. bytes[to..]];
                    }
                    if (damaged.AsSpan().SequenceEqual(bytes))
                    {
                        return;
                    }
                    var expected = Hit(segments, index, volume, from, to);

                    var (target, problems) = await RescueAsync([
                        .. volumes.Select((each, i) => i == volume ? damaged : each),
                    ]);

                    AssertLost(expected, source, target, problems, maySpare: !isCut);
                },
                iter: 60,
                threads: 2
            );
    }

    [Fact]
    public async Task Order_names_and_what_lies_between_do_not_matter()
    {
        var (source, volumes, _) = await MakeAsync(Codec.Zstd, 0);
        var noise = MemoryEntries.Noise(100_003, 5);
        byte[] joined =
        [
            .. noise,
            .. volumes.AsEnumerable().Reverse().SelectMany(volume => (byte[])[.. volume, .. noise]),
        ];

        var (target, problems) = await RescueAsync([joined]);

        Assert.Empty(problems.Problems);
        AssertWhole(source, target);
    }

    [Fact]
    public async Task Of_two_damaged_copies_the_good_segments_of_either_are_used()
    {
        var (source, volumes, _) = await MakeAsync(Codec.Zstd, 0);
        var first = volumes.Select(volume => (byte[])[.. volume]).ToArray();
        var second = volumes.Select(volume => (byte[])[.. volume]).ToArray();
        foreach (var (one, other) in first.Zip(second))
        {
            one.AsSpan(..(one.Length / 2)).Clear();
            other.AsSpan((other.Length / 2)..).Clear();
        }
        var meeting = volumes.Select(volume => volume.Length / 2).ToArray();
        var segments = await SegmentsAsync(volumes);

        var (target, problems) = await RescueAsync([.. first, .. second]);

        // The segment in which the two halves meet is whole in neither.
        var cut = segments.Count(segment =>
            segment.From < meeting[segment.Volume] && segment.To > meeting[segment.Volume]
        );
        Assert.InRange(problems.Problems.Count(problem => !problem.Path.IsEmpty), 0, cut);
        Assert.True(target.Contents.Count >= source.Contents.Count - cut);
        Assert.All(
            target.Contents.Where(each => source.Contents.ContainsKey(each.Key)),
            each => Assert.Equal(source.Contents[each.Key], each.Value)
        );
    }

    [Fact]
    public async Task A_large_file_comes_back_as_far_as_there_are_volumes_of_it()
    {
        var (source, volumes, index) = await MakeAsync(Codec.Zstd, 0);
        var content = source.Contents[Large];
        var first = index.Single(entry => entry.Entry.Path == Large).Location.Volume;
        for (var dropped = 1; dropped <= volumes.Count; dropped++)
        {
            var (target, problems) = await RescueAsync([.. volumes.Where((_, i) => i + 1 != dropped)]);

            Assert.Contains(problems.Problems, problem => problem.Kind == ProblemKind.Missing);
            if (target.Contents.TryGetValue(Large, out var whole))
            {
                Assert.Equal(content, whole);
                continue;
            }
            Assert.True(dropped >= first);
            var part = target.Contents[UnixPath.FromText("large.partial")];
            var loss = Assert.Single(problems.Problems, problem => problem.Path == Large).Loss!;
            AssertPart(content, part, loss);
        }
    }

    [Fact]
    public async Task Volumes_within_a_backup_are_its_content_and_nothing_else()
    {
        var (_, inner, _) = await MakeAsync(Codec.Zstd, 0);
        var outer = new MemoryEntries().File("inner", [.. inner.SelectMany(volume => volume)]);
        var options = new BackupOptions
        {
            Set = ByteString.FromText("outer"),
            Codec = Codec.Gzip,
            Level = 0,
            SegmentSize = 128 << 10,
        };
        var store = new MemoryStore();
        await new Backup(outer, store, options).RunAsync(null, Ct);
        var volumes = await VolumesAsync(store);
        for (var place = 5000; place < volumes[0].Length - 8192; place += 997_773)
        {
            byte[] damaged = [.. volumes[0]];
            damaged.AsSpan(place, 300).Clear();
            using var rescue = await Rescue.ScanAsync(Inputs([damaged]), 2, null, Ct);

            Assert.Single(rescue.Archives, archive => !archive.IsInside);
        }
    }

    [Fact]
    public async Task Of_a_part_of_an_input_only_what_lies_in_it_is_restored()
    {
        var (source, volumes, index) = await MakeAsync(Codec.Zstd, 0);
        var bytes = volumes[0];
        var segments = await SegmentsAsync(volumes);
        var (from, to) = (bytes.Length / 3, 2 * bytes.Length / 3);
        var input = BytesBlob.ToInput("input", bytes) with { From = from, To = to };
        using var rescue = await Rescue.ScanAsync([input], 2, null, Ct);
        var target = new MemoryTarget();
        var progress = new ProblemList();

        await rescue.RestoreAsync(Assert.Single(rescue.Archives), target, new RestoreOptions(), progress, Ct);

        var inside = segments
            .Where(segment => segment.Volume == 0 && segment.From >= from && segment.To <= to)
            .Where(segment => segment.Marker.Flags.HasFlag(SegmentFlags.EntryEnds))
            .Where(segment => segment.Marker.Kind == SegmentKind.Entry)
            .Select(segment => segment.Marker.Sequence)
            .ToHashSet();
        var expected = index.Where(entry => inside.Contains(entry.Location.Sequence)).ToList();
        Assert.True(expected.Count > 50);
        Assert.Equal(
            expected.Select(entry => entry.Entry.Path).Where(source.Contents.ContainsKey).Order(),
            target.Contents.Keys.Where(source.Contents.ContainsKey).Order()
        );
    }

    [Fact]
    public async Task What_cannot_be_read_costs_no_more_than_zeros_in_its_place()
    {
        var (source, volumes, index) = await MakeAsync(Codec.Zstd, 0);
        var segments = await SegmentsAsync(volumes);
        const int bad = 500_000;
        var sector = bad / 4096 * 4096;
        var target = new MemoryTarget();
        var problems = new ProblemList();
        ScanInput[] inputs =
        [
            .. Inputs(volumes.Skip(1)),
            new("bad", _ => ValueTask.FromResult<IBlob>(new BytesBlob(volumes[0]) { Bad = bad })),
            new("gone", _ => throw new StoreException("gone", "it is gone")),
        ];

        using var rescue = await Rescue.ScanAsync(inputs, 2, problems, Ct);
        Assert.Equal(2, problems.Problems.Count);
        problems.Problems.Clear();
        await rescue.RestoreAsync(Assert.Single(rescue.Archives), target, new RestoreOptions(), problems, Ct);

        var expected = Hit(segments, index, 0, sector, sector + 4096);
        Assert.NotEmpty(expected);
        AssertLost(expected, source, target, problems, maySpare: false);
    }

    [Fact]
    public async Task Nothing_is_found_in_noise()
    {
        using var rescue = await Rescue.ScanAsync(
            Inputs([MemoryEntries.Noise(3_000_000, 1), []]),
            2,
            null,
            Ct
        );

        Assert.Empty(rescue.Archives);
    }

    [Fact]
    public async Task Markers_within_markers_do_not_take_for_ever()
    {
        // Each claims all that follows as its body; none of them is one.
        var bytes = new byte[4_000_000];
        for (var offset = 0; offset + 200 < bytes.Length; offset += 104)
        {
            Framings.Zstd.WritePrefix(bytes.AsSpan(offset), 0);
            new Marker
            {
                Kind = SegmentKind.Entry,
                Volume = 1,
                Archive = new ArchiveId(new byte[ArchiveId.Size]),
                Sequence = offset,
                TarOffset = 0,
                VisibleLength = 1 << 20,
                StoredLength = Math.Min(bytes.Length - offset, 1 << 20),
            }.WriteTo(bytes.AsSpan(offset + Framings.Zstd.PrefixSize));
        }

        using var rescue = await Rescue.ScanAsync(Inputs([bytes]), 2, null, Ct);

        Assert.Empty(rescue.Archives);
    }

    internal static async Task<(
        MemoryEntries Source,
        List<byte[]> Volumes,
        List<IndexEntry> Index
    )> MakeAsync(Codec codec, int groupSize)
    {
        var source = BackupTests.SomeEntries();
        var (store, _, _) = await BackupTests.Run(source, codec, groupSize);
        return (source, await VolumesAsync(store), await BackupTests.Index(store));
    }

    private static async Task<List<byte[]>> VolumesAsync(MemoryStore store) =>
        [.. (await RestoreTests.Blobs(store)).Select(blob => blob.Bytes)];

    private static ScanInput[] Inputs(IEnumerable<byte[]> all) =>
        [.. all.Select((bytes, i) => BytesBlob.ToInput($"input {i}", bytes))];

    private static async Task<(MemoryTarget Target, ProblemList Problems)> RescueAsync(byte[][] inputs)
    {
        var target = new MemoryTarget();
        var problems = new ProblemList();
        using var rescue = await Rescue.ScanAsync(Inputs(inputs), 2, null, Ct);
        var archive = Assert.Single(rescue.Archives);
        await rescue.RestoreAsync(archive, target, new RestoreOptions(), problems, Ct);
        return (target, problems);
    }

    internal static async Task<List<(int Volume, long From, long To, Marker Marker)>> SegmentsAsync(
        List<byte[]> volumes
    )
    {
        var store = new MemoryStore();
        for (var i = 0; i < volumes.Count; i++)
        {
            await RestoreTests.Put(store, $"{i:D6}", volumes[i]);
        }
        return
        [
            .. await StoredSegments
                .ReadAsync(store, Ct)
                .Select(each =>
                    (
                        int.Parse(each.Blob, System.Globalization.CultureInfo.InvariantCulture),
                        each.Offset,
                        each.Offset + each.Marker.StoredLength,
                        each.Marker
                    )
                )
                .ToListAsync(Ct),
        ];
    }

    /// <summary>The entries that have a segment which meets bytes of a volume.</summary>
    private static HashSet<UnixPath> Hit(
        List<(int Volume, long From, long To, Marker Marker)> segments,
        List<IndexEntry> index,
        int volume,
        long from,
        long to
    )
    {
        var sequences = segments
            .Where(segment => segment.Volume == volume && segment.From < to && segment.To > from)
            .Where(segment => segment.Marker.Kind is SegmentKind.Entry or SegmentKind.Continuation)
            .Select(segment => segment.Marker.EntrySequence)
            .ToHashSet();
        var hit = index
            .Where(entry => sequences.Contains(entry.Location.Sequence))
            .Select(entry => entry.Entry.Path)
            .ToHashSet();
        // With its first name a file loses all of them.
        hit.UnionWith(
            index
                .Select(entry => entry.Entry)
                .OfType<Entry.HardLink>()
                .Where(link => hit.Contains(link.Target))
                .Select(link => link.Path)
                .ToArray()
        );
        return hit;
    }

    /// <param name="expected">What may be lost, and must be told to be lost.</param>
    /// <param name="source">What was backed up.</param>
    /// <param name="target">What came out.</param>
    /// <param name="problems">What was told.</param>
    /// <param name="maySpare">Whether zeros may have been there before.</param>
    private static void AssertLost(
        HashSet<UnixPath> expected,
        MemoryEntries source,
        MemoryTarget target,
        ProblemList problems,
        bool maySpare
    )
    {
        var told = problems
            .Problems.Where(problem => !problem.Path.IsEmpty)
            .ToDictionary(problem => problem.Path);
        Assert.Empty(told.Keys.Except(expected));
        foreach (var (path, content) in source.Contents)
        {
            if (!expected.Contains(path))
            {
                Assert.Equal(content, target.Contents[path]);
            }
            else if (target.Contents.TryGetValue(path, out var restored))
            {
                Assert.True(maySpare, $"{path} was hit and came out whole");
                Assert.Equal(content, restored);
            }
            else
            {
                // Where its line of the index went with it, nobody knows its name.
                Assert.True(
                    told.ContainsKey(path) || problems.Problems.Exists(problem => problem.Path.IsEmpty)
                );
                var part = new UnixPath([.. path.Span, .. ".partial"u8]);
                if (target.Contents.TryGetValue(part, out var some))
                {
                    AssertPart(content, some, told[path].Loss!);
                }
            }
        }
    }

    private static void AssertPart(byte[] content, byte[] part, Loss loss)
    {
        Assert.Equal(content.Length, loss.Size);
        byte[] expected = [.. content];
        foreach (var range in loss.Lost)
        {
            expected.AsSpan((int)range.Offset, (int)range.Length).Clear();
        }
        Assert.Equal(expected, part);
    }

    private static void AssertWhole(MemoryEntries source, MemoryTarget target) =>
        Assert.All(source.Contents, each => Assert.Equal(each.Value, target.Contents[each.Key]));
}
