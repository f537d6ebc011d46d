using Tarn.Scanning;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>What came through a pipe is read by several at once.</summary>
public sealed class SpooledBlobTests
{
    private const int Size = 6 << 20; // More than is kept in memory.
    private const int Reads = 2_000;

    [Fact]
    public async Task Each_reader_gets_the_bytes_of_the_place_it_asked_for()
    {
        var bytes = MemoryEntries.Noise(Size, 3);
        var cancelled = TestContext.Current.CancellationToken;
        await using var blob = await SpooledBlob.ReadAsync(new MemoryStream(bytes), cancelled);

        await Parallel.ForAsync(
            0,
            Reads,
            cancelled,
            async (number, ct) =>
            {
                var buffer = new byte[10_000];
                var offset = number * 7_919L % (Size - buffer.Length);
                Assert.Equal(buffer.Length, await blob.ReadAsync(offset, buffer, ct));
                Assert.True(bytes.AsSpan((int)offset, buffer.Length).SequenceEqual(buffer), $"at {offset}");
            }
        );
    }
}
