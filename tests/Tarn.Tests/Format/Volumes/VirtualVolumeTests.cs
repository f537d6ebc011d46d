using CsCheck;
using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format.Volumes;

public sealed class VirtualVolumeTests
{
    [Fact]
    public void Reads_like_one_stream_of_all_volumes()
    {
        Gen.Select(
                Gen.Byte.Array[0, 20].Array[0, 6],
                Gen.Select(Gen.Int[0, 120], Gen.Int[0, 40]).Array[1, 10]
            )
            .Sample(
                (volumes, reads) =>
                {
                    byte[] all = [.. volumes.SelectMany(volume => volume)];
                    using var joined = new VirtualVolume(
                        volumes.Select(volume => (long)volume.Length),
                        index => new MemoryStream(volumes[index])
                    );
                    Assert.Equal(all.Length, joined.Length);
                    foreach (var (position, count) in reads)
                    {
                        joined.Position = position;
                        var buffer = new byte[count];
                        var read = joined.ReadAtLeast(buffer, count, throwOnEndOfStream: false);
                        Assert.Equal(all.Skip(position).Take(count), buffer[..read]);
                        Assert.Equal(position + read, joined.Position);
                    }
                }
            );
    }

    [Fact]
    public void Seeks_from_everywhere()
    {
        using var joined = new VirtualVolume(
            [2, 0, 3],
            index => new MemoryStream(new byte[index == 0 ? 2 : 3])
        );
        Assert.Equal(4, joined.Seek(-1, SeekOrigin.End));
        Assert.Equal(2, joined.Seek(-2, SeekOrigin.Current));
        Assert.Equal(1, joined.Seek(1, SeekOrigin.Begin));
    }

    [Fact]
    public void A_volume_that_became_shorter_is_an_error()
    {
        using var joined = new VirtualVolume([4], _ => new MemoryStream(new byte[2]));
        joined.Position = 2;
        Assert.Throws<EndOfStreamException>(() => joined.ReadByte());
    }
}
