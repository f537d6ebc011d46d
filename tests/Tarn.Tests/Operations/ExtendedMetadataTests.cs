using System.Collections.Immutable;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Sources;
using Tarn.Stores.Memory;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>What only an open file tells: attributes, which can be longer than a segment, and holes.</summary>
public sealed class ExtendedMetadataTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 4096, 100)]
    [InlineData(0, 4096, 60_000)]
    [InlineData(20_000, 64 << 10, 60_000)]
    [InlineData(20_000, 4096, 600_000)]
    public async Task Attributes_of_any_length_come_back(int group, int segment, int length)
    {
        var attributes = new ExtendedAttributes([
            new(ByteString.FromText("user.long"), new ByteString(MemoryEntries.Noise(length, 1))),
        ]);
        var source = new MemoryEntries();
        for (var i = 0; i < 30; i++)
        {
            var content = MemoryEntries.Noise(i * 100, (ulong)i);
            source.File(
                $"f{i:D2}",
                content,
                new MemoryContent(content) { Attributes = i % 7 == 3 ? attributes : ExtendedAttributes.None }
            );
        }

        var target = await BackUpAndRestore(source, group, segment);

        Assert.Equal(30, target.Entries.Count());
        foreach (var (entry, number) in target.Entries.Select((entry, number) => (entry, number)))
        {
            Assert.Equal(source.Contents[entry.Path], target.Contents[entry.Path]);
            Assert.Equal(number % 7 == 3 ? attributes : ExtendedAttributes.None, entry.Metadata.Attributes);
        }
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(128 << 10)]
    public async Task Sparse_files_of_any_length_come_back_over_volumes(int segment)
    {
        var source = new MemoryEntries();
        foreach (
            var (name, extents, hole) in new[] { ("one", 1, 5_000), ("none", 0, 9_999), ("many", 70, 50_001) }
        )
        {
            var map = ImmutableArray.CreateBuilder<Extent>();
            var end = 0L;
            for (var i = 0; i < extents; i++)
            {
                map.Add(new Extent(end + hole, 40_000));
                end = map[^1].End;
            }
            var content = new byte[end + hole];
            var data = MemoryEntries.Noise(extents * 40_000, 5);
            foreach (var (extent, index) in map.Select((extent, index) => (extent, index)))
            {
                data.AsSpan(index * 40_000, 40_000).CopyTo(content.AsSpan((int)extent.Offset));
            }
            source.File(name, content, new MemoryContent(data) { Map = new SparseMap(map.ToImmutable()) });
        }

        var target = await BackUpAndRestore(source, groupSize: 0, segment);

        foreach (var entry in target.Entries.Cast<Entry.File>())
        {
            Assert.NotNull(entry.Map);
            Assert.True(target.Contents[entry.Path].AsSpan().SequenceEqual(source.Contents[entry.Path]));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task What_could_not_be_read_of_a_file_is_told_and_the_rest_is_stored(int size)
    {
        var content = MemoryEntries.Noise(size, 1);
        var source = new MemoryEntries().File(
            "f",
            content,
            new MemoryContent(content) { Loss = "f: without x" }
        );
        var store = new MemoryStore();
        var listener = new ProblemList();
        var result = await new Backup(source, store, Options(0, 64 << 10)).RunAsync(listener, Ct);

        Assert.Equal(1, result.Entries);
        Assert.Equal(
            (ProblemKind.Unreadable, "f: without x"),
            (listener.Problems[0].Kind, Assert.Single(listener.Problems).Message)
        );
    }

    private static async Task<MemoryTarget> BackUpAndRestore(
        IEntrySource source,
        int groupSize,
        int segmentSize
    )
    {
        var store = new MemoryStore();
        var listener = new ProblemList();
        await new Backup(source, store, Options(groupSize, segmentSize)).RunAsync(listener, Ct);
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default(ByteString));
        var target = new MemoryTarget();
        await new Restore(target, new RestoreOptions()).RunAsync(store, archive, listener, Ct);
        Assert.Empty(listener.Problems);
        return target;
    }

    private static BackupOptions Options(int groupSize, int segmentSize) =>
        new()
        {
            Set = ByteString.FromText("test"),
            VolumeSize = Limits.MinVolumeSize,
            SegmentSize = segmentSize,
            GroupSize = groupSize,
        };
}
