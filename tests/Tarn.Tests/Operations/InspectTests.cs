using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Scanning;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>What is found from any byte on is exactly what is next there, and never something that is damaged.</summary>
public sealed class InspectTests
{
    private static readonly UnixPath Large = UnixPath.FromText("large");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Codec.Zstd)]
    [InlineData(Codec.Gzip)]
    public async Task The_next_segment_is_the_first_that_begins_at_a_byte_or_behind_it(Codec codec)
    {
        var (_, volumes, _) = await RescueTests.MakeAsync(codec, 0);
        var joined = Joined(volumes);
        var segments = await PlacedAsync(volumes);
        var sample = segments.Where((_, number) => number % 20 == 0 || number + 1 == segments.Count);
        long[] places = [.. sample.SelectMany(place => (long[])[place.Offset, place.Offset + 1])];

        foreach (var from in places)
        {
            var found = await new Inspect(Part(joined, from)).FindSegmentAsync(Ct);

            var expected = segments.Where(segment => segment.Offset >= from).Take(1);
            Assert.Equal(expected, found is { } one ? [one] : []);
        }
    }

    [Fact]
    public async Task A_damaged_segment_is_passed_over_and_counted()
    {
        var (_, volumes, _) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var segments = await PlacedAsync(volumes);
        var joined = Joined(volumes);
        joined[segments[5].Offset + segments[5].Marker.StoredLength - 1] ^= 1;
        var inspect = new Inspect(Part(joined, segments[5].Offset));

        var found = await inspect.FindSegmentAsync(Ct);

        Assert.Equal(segments[6], found);
        Assert.Equal(1, inspect.DamagedSegments);
    }

    [Fact]
    public async Task A_segment_that_goes_beyond_the_end_of_the_part_is_not_in_it()
    {
        var (_, volumes, _) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var segments = await PlacedAsync(volumes);
        var input = Part(Joined(volumes), segments[5].Offset);
        var end = segments[6].Offset;

        Assert.Equal(segments[5], await new Inspect(input with { To = end }).FindSegmentAsync(Ct));
        Assert.Null(await new Inspect(input with { To = end - 1 }).FindSegmentAsync(Ct));
        Assert.Null(await new Inspect(input with { From = long.MaxValue - 1 }).FindSegmentAsync(Ct));
    }

    [Theory]
    [InlineData(Codec.Zstd, 0)]
    [InlineData(Codec.Gzip, 0)]
    [InlineData(Codec.Zstd, 100_000)]
    public async Task The_next_entry_comes_out_alone(Codec codec, int groupSize)
    {
        var (source, volumes, index) = await RescueTests.MakeAsync(codec, groupSize);
        var joined = Joined(volumes);
        var entries = index.ToLookup(entry => entry.Location.Sequence);
        var beginnings = (await PlacedAsync(volumes)).FindAll(each => each.Marker.Kind == SegmentKind.Entry);

        foreach (
            var place in beginnings.Where((_, number) => number % 15 == 0 || beginnings.Count - number < 10)
        )
        {
            var before = beginnings.FindLast(each => each.Offset < place.Offset);
            var (found, content) = await CopyAsync(Part(joined, before == default ? 0 : before.Offset + 1));

            var group = entries[place.Marker.Sequence].ToList();
            var expected = group[0].Entry;
            Assert.Equal(new LocatedEntry(place, expected, group.Count - 1), found);
            Assert.Equal(expected is Entry.File ? source.Contents[expected.Path] : [], content);
        }
    }

    [Fact]
    public async Task An_entry_is_found_in_volumes_of_any_order()
    {
        var (source, volumes, index) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var location = index.Single(entry => entry.Entry.Path == Large).Location;
        var first = location.Volume - 1;
        byte[] shuffled =
        [
            .. volumes[first],
            .. volumes.Where((_, i) => i != first).Reverse().SelectMany(volume => volume),
        ];

        var (found, content) = await CopyAsync(Part(shuffled, location.Offset));

        Assert.Equal(Large, found?.Entry.Path);
        Assert.Equal(source.Contents[Large], content);
    }

    [Fact]
    public async Task Of_a_damaged_entry_a_copy_of_the_segment_is_used()
    {
        var (source, volumes, index) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var (damaged, location) = await DamageLargeAsync(volumes, index);

        var (_, content) = await CopyAsync(Part([.. damaged, .. Joined(volumes)], location));

        Assert.Equal(source.Contents[Large], content);
    }

    [Fact]
    public async Task Of_a_damaged_entry_comes_what_lies_before_the_damage_and_then_an_error()
    {
        var (source, volumes, index) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var (damaged, location) = await DamageLargeAsync(volumes, index);
        using var content = new MemoryStream();
        LocatedEntry? found = null;

        var failure = await Assert.ThrowsAsync<CorruptArchiveException>(() =>
            new Inspect(Part(damaged, location)).CopyEntryAsync(content, entry => found = entry, Ct)
        );

        Assert.Equal(Defect.BadContent, failure.Defect);
        Assert.Equal(Large, found?.Entry.Path);
        Assert.InRange(content.Length, 1, source.Contents[Large].Length - 1);
        Assert.Equal(source.Contents[Large][..(int)content.Length], content.ToArray());
    }

    [Fact]
    public async Task An_entry_whose_first_segment_is_damaged_is_not_passed_over()
    {
        var (_, volumes, _) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var first = (await PlacedAsync(volumes)).Find(each => each.Marker.Kind == SegmentKind.Entry);
        var joined = Joined(volumes);
        joined[first.Offset + first.Marker.StoredLength - 1] ^= 1;
        using var content = new MemoryStream();

        var failure = await Assert.ThrowsAsync<CorruptArchiveException>(() =>
            new Inspect(Part(joined, 0)).CopyEntryAsync(content, _ => Assert.Fail("it is damaged"), Ct)
        );

        Assert.Equal(first.Offset, failure.Offset);
        Assert.Equal(0, content.Length);
    }

    [Fact]
    public async Task An_entry_that_goes_on_in_a_volume_that_is_not_there_is_not_whole()
    {
        var (_, volumes, index) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var location = index.Single(entry => entry.Entry.Path == Large).Location;
        var volume = volumes[location.Volume - 1];

        var failure = await Assert.ThrowsAsync<CorruptArchiveException>(() =>
            CopyAsync(Part(volume, location.Offset))
        );

        Assert.Contains("a segment behind it is lost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_the_last_entry_there_is_none()
    {
        var (_, volumes, _) = await RescueTests.MakeAsync(Codec.Zstd, 0);
        var last = (await PlacedAsync(volumes)).FindLast(each => each.Marker.Kind == SegmentKind.Entry);

        var (found, content) = await CopyAsync(Part(Joined(volumes), last.Offset + 1));

        Assert.Null(found);
        Assert.Empty(content);
    }

    private static byte[] Joined(IEnumerable<byte[]> volumes) => [.. volumes.SelectMany(volume => volume)];

    private static ScanInput Part(byte[] bytes, long from) =>
        BytesBlob.ToInput("input", bytes) with
        {
            From = from,
        };

    private static async Task<(LocatedEntry? Found, byte[] Content)> CopyAsync(ScanInput input)
    {
        using var content = new MemoryStream();
        LocatedEntry? found = null;
        var isFound = await new Inspect(input).CopyEntryAsync(content, entry => found = entry, Ct);
        Assert.Equal(found is not null, isFound);
        return (found, content.ToArray());
    }

    /// <summary>Every segment of the volumes, where it is when they are joined.</summary>
    private static async Task<List<LocatedSegment>> PlacedAsync(List<byte[]> volumes)
    {
        var begins = volumes.Select((_, i) => volumes.Take(i).Sum(volume => (long)volume.Length)).ToList();
        return
        [
            .. (await RescueTests.SegmentsAsync(volumes)).Select(segment => new LocatedSegment(
                begins[segment.Volume] + segment.From,
                segment.Marker
            )),
        ];
    }

    /// <summary>The volumes joined, the third segment of the large file damaged, and where that file begins.</summary>
    private static async Task<(byte[] Joined, long Location)> DamageLargeAsync(
        List<byte[]> volumes,
        List<IndexEntry> index
    )
    {
        var sequence = index.Single(entry => entry.Entry.Path == Large).Location.Sequence;
        var all = (await PlacedAsync(volumes)).FindAll(each => each.Marker.EntrySequence == sequence);
        var joined = Joined(volumes);
        joined[all[2].Offset + all[2].Marker.StoredLength - 1] ^= 1;
        return (joined, all[0].Offset);
    }
}
