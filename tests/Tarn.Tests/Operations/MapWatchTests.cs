using Tarn.Format.Segments;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;
using Tarn.Stores.Memory;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>What verify and rescue draw of damage: exactly the cells whose bytes are hit.</summary>
public sealed class MapWatchTests
{
    private const int Cells = VolumeMap.CellsPerLine;
    private static readonly string AllWhole = new('#', Cells);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Codec.Zstd)]
    [InlineData(Codec.Gzip)]
    public async Task An_archive_that_is_whole_is_whole_in_every_cell(Codec codec)
    {
        var blobs = await MakeAsync(codec);

        Assert.All(await VerifyAsync(blobs), line => Assert.Equal(AllWhole, line));
        Assert.All(await RescueAsync(blobs), line => Assert.Equal(AllWhole, line));
    }

    [Theory]
    [InlineData(Codec.Zstd)]
    [InlineData(Codec.Gzip)]
    public async Task The_cells_of_a_damaged_segment_are_damaged_and_no_others(Codec codec)
    {
        var blobs = await MakeAsync(codec);
        var (name, bytes) = blobs[1];
        var segments = (await SegmentsAsync(blobs)).Where(segment => segment.Blob == name).ToList();
        foreach (
            var (_, marker, offset) in segments.Where(each => each.Marker.Kind == SegmentKind.Continuation)
        )
        {
            byte[] damaged = [.. bytes];
            damaged[offset + (marker.StoredLength / 2)] ^= 1;
            var volumes = Replace(blobs, 1, damaged);
            var expected = Pattern(bytes.Length, offset, offset + marker.StoredLength, 'x');

            Assert.Equal(expected, (await VerifyAsync(volumes))[1]);
            Assert.Equal(expected, (await RescueAsync(volumes))[1]);
        }
        Assert.True(segments.Count > 5);
    }

    [Fact]
    public async Task Bytes_that_are_no_segment_are_damage_of_a_volume_and_unknown_to_a_rescue()
    {
        var blobs = await MakeAsync(Codec.Zstd);
        var (_, bytes) = blobs[1];
        var (_, marker, offset) = (await SegmentsAsync(blobs)).First(segment =>
            segment.Blob == blobs[1].Name && segment.Marker.Kind == SegmentKind.Continuation
        );
        byte[] damaged = [.. bytes];
        damaged.AsSpan((int)offset, marker.StoredLength).Clear();
        var volumes = Replace(blobs, 1, damaged);

        var verified = await VerifyAsync(volumes);
        var rescued = await RescueAsync(volumes);

        Assert.Equal(Pattern(bytes.Length, offset, offset + marker.StoredLength, 'x'), verified[1]);
        Assert.Equal(Pattern(bytes.Length, offset, offset + marker.StoredLength, '?'), rescued[1]);
        Assert.All(verified.Where((_, i) => i != 1), line => Assert.Equal(AllWhole, line));
    }

    [Fact]
    public async Task What_follows_lost_bytes_is_whole_as_far_as_its_segments_are()
    {
        var blobs = await MakeAsync(Codec.Zstd);
        var (_, bytes) = blobs[1];
        var (_, marker, offset) = (await SegmentsAsync(blobs)).First(segment =>
            segment.Blob == blobs[1].Name && segment.Marker.Kind == SegmentKind.Continuation
        );
        const int lost = 512;
        byte[] damaged = [.. bytes[..(int)(offset + 1000)], .. bytes[(int)(offset + 1000 + lost)..]];

        var line = (await RescueAsync(Replace(blobs, 1, damaged)))[1];

        Assert.Equal(Pattern(damaged.Length, offset, offset + marker.StoredLength - lost, 'x'), line);
    }

    [Fact]
    public async Task Volumes_that_are_not_there_are_missing()
    {
        var blobs = await MakeAsync(Codec.Zstd);

        var lines = await VerifyAsync([.. blobs.Where((_, i) => i != 1 && i != blobs.Count - 1)]);

        Assert.Equal(blobs.Count, lines.Count);
        var missing = new string('.', Cells);
        Assert.Equal([1, blobs.Count - 1], Enumerable.Range(0, lines.Count).Where(i => lines[i] == missing));
    }

    [Fact]
    public async Task Where_an_end_is_cut_off_the_rest_is_unknown()
    {
        var blobs = await MakeAsync(Codec.Zstd);
        var last = (await SegmentsAsync(blobs)).Last(segment => segment.Blob == blobs[1].Name);

        var lines = await VerifyAsync(Replace(blobs, 1, blobs[1].Bytes[..(int)last.Offset]));

        Assert.Equal($"{new string('#', Cells - 1)}?", lines[1]);
    }

    [Fact]
    public async Task A_volume_of_good_segments_with_a_wrong_hash_is_unknown()
    {
        var blobs = await MakeAsync(Codec.Zstd);
        var (_, bytes) = blobs[1];
        var pair = (await SegmentsAsync(blobs))
            .Where(segment =>
                segment.Blob == blobs[1].Name && segment.Marker.Kind == SegmentKind.Continuation
            )
            .Take(2)
            .Select(segment => bytes.AsSpan((int)segment.Offset, segment.Marker.StoredLength).ToArray())
            .ToList();
        var place = bytes.AsSpan().IndexOf(pair[0]);
        byte[] swapped =
        [
            .. bytes[..place],
            .. pair[1],
            .. pair[0],
            .. bytes[(place + pair.Sum(each => each.Length))..],
        ];

        Assert.Equal(new string('?', Cells), (await VerifyAsync(Replace(blobs, 1, swapped)))[1]);
    }

    [Fact]
    public async Task A_rescue_knows_volumes_within_anything_and_nothing_of_the_rest()
    {
        var (_, bytes) = (await MakeAsync(Codec.Zstd))[0];
        byte[] image = [.. new byte[3 * bytes.Length], .. bytes, .. new byte[4 * bytes.Length]];

        var line = Assert.Single(await RescueAsync([("disk", image), ("nothing", [])], count: 2), IsOfImage);

        Assert.Equal($"{new string('?', 24)}{new string('#', 8)}{new string('?', 32)}", line);
    }

    [Fact]
    public async Task A_verification_that_does_not_decode_everything_has_no_map()
    {
        var store = await StoreOf(await MakeAsync(Codec.Zstd));
        var archive = Assert.Single((await Catalogue.ReadAsync(store, Ct)).Archives);
        foreach (
            var options in (VerifyOptions[])
                [
                    new() { Depth = VerifyDepth.Quick },
                    new() { Depth = VerifyDepth.Hash },
                    new() { Sample = 0.5 },
                ]
        )
        {
            Assert.Null((await new Verify(options).RunAsync(store, archive, null, Ct)).Map);
        }
    }

    private static bool IsOfImage(string line) => line.Contains('#', StringComparison.Ordinal);

    private static string Pattern(long length, long from, long to, char hit) =>
        string.Concat(
            Enumerable
                .Range(0, Cells)
                .Select(cell => from * Cells < (cell + 1) * length && to * Cells > cell * length ? hit : '#')
        );

    private static async Task<List<(string Name, byte[] Bytes)>> MakeAsync(Codec codec)
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries(), codec, groupSize: 0);
        return await RestoreTests.Blobs(store);
    }

    private static List<(string Name, byte[] Bytes)> Replace(
        List<(string Name, byte[] Bytes)> blobs,
        int index,
        byte[] bytes
    ) => [.. blobs.Select((blob, i) => i == index ? (blob.Name, bytes) : blob)];

    private static async Task<MemoryStore> StoreOf(List<(string Name, byte[] Bytes)> blobs)
    {
        var store = new MemoryStore();
        foreach (var (name, bytes) in blobs)
        {
            await RestoreTests.Put(store, name, bytes);
        }
        return store;
    }

    private static async Task<List<(string Blob, Marker Marker, long Offset)>> SegmentsAsync(
        List<(string Name, byte[] Bytes)> blobs
    ) => await StoredSegments.ReadAsync(await StoreOf(blobs), Ct).ToListAsync(Ct);

    private static async Task<List<string>> VerifyAsync(List<(string Name, byte[] Bytes)> blobs)
    {
        var store = await StoreOf(blobs);
        var archive = Assert.Single((await Catalogue.ReadAsync(store, Ct)).Archives);
        var result = await new Verify(new VerifyOptions()).RunAsync(store, archive, null, Ct);
        return [.. result.Map!.Lines.Select(VolumeMapTests.Draw)];
    }

    private static Task<List<string>> RescueAsync(List<(string Name, byte[] Bytes)> blobs) =>
        RescueAsync(blobs, blobs.Count);

    private static async Task<List<string>> RescueAsync(List<(string Name, byte[] Bytes)> blobs, int count)
    {
        var store = await StoreOf(blobs);
        ScanInput[] inputs = [.. blobs.Select(blob => ScanInput.Of(store, blob.Name))];
        using var rescue = await Rescue.ScanAsync(inputs, 2, null, Ct);
        var lines = rescue.Map.Lines.ToList();
        Assert.Equal(count, lines.Count);
        Assert.Equal(blobs.Select(blob => blob.Name), lines.Select(line => line.First));
        return [.. lines.Select(VolumeMapTests.Draw)];
    }
}
