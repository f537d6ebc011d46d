using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Pipeline;
using Tarn.Sources;
using Tarn.Tests.Format;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class SmallEntriesTests
{
    private const int Files = 24;

    /// <summary>Two fit what may wait; that they are so long is known only when they are open.</summary>
    [Fact]
    public void Files_with_long_attributes_are_opened_when_there_is_room_for_them()
    {
        var attributes = new ExtendedAttributes([
            new(ByteString.FromText("user.long"), new ByteString(MemoryEntries.Noise(300_000, 1))),
        ]);
        MemoryContent[] contents =
        [
            .. Enumerable.Range(0, Files).Select(_ => new MemoryContent([]) { Attributes = attributes }),
        ];
        var archive = Sample.Archive(Codec.Zstd);
        using var share = new SmallEntries(archive.GroupSize, archive.SegmentSize);
        foreach (var (content, number) in contents.Select((content, number) => (content, number)))
        {
            share.Add(new SourceItem.Found(Sample.File($"{number:D2}"), Sample.Identity, content));
        }
        using var encoder = new EntryEncoder(archive, level: 1);

        share.Encode(encoder);
        Assert.True(share.Encoded.IsCompletedSuccessfully);
        for (var done = 2; done < Files; done += 2)
        {
            Assert.Equal(done, contents.Count(content => content.IsDisposed));
            Assert.True(share.EncodeMore(encoder));
        }
        Assert.All(contents, content => Assert.True(content.IsDisposed));
        Assert.False(share.EncodeMore(encoder));
    }
}
