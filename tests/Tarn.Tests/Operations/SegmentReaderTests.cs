using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Reading;
using Tarn.Sets;
using Tarn.Stores.Memory;
using Tarn.Tests.Format;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class SegmentReaderTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(long.MaxValue - 1)]
    [InlineData(long.MaxValue)]
    public async Task An_offset_beyond_the_volume_is_damage(long offset)
    {
        await using var reader = new SegmentReader(
            new VolumeListing("v", 100, Sample.Id, 1, Framings.Zstd, null, 0, null),
            new MemoryBlob(new byte[100])
        );
        var failure = await Assert.ThrowsAsync<CorruptArchiveException>(() =>
            reader.ReadAsync(offset, TestContext.Current.CancellationToken).AsTask()
        );
        Assert.Equal((Defect.Truncated, offset), (failure.Defect, failure.Offset));
    }

    [Fact]
    public async Task A_range_beyond_the_volume_can_be_fetched_and_holds_nothing()
    {
        await using var reader = new SegmentReader(
            new VolumeListing("v", 100, Sample.Id, 1, Framings.Zstd, null, 0, null),
            new MemoryBlob(new byte[100])
        );
        await reader.FetchAsync(long.MaxValue - 10, long.MaxValue, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<CorruptArchiveException>(() =>
            reader.ReadAsync(long.MaxValue - 5, TestContext.Current.CancellationToken).AsTask()
        );
    }
}
