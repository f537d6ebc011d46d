using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format.Volumes;

public sealed class VolumeNameTests
{
    [Theory]
    [InlineData("home", "home-20231114T221320Z-000102030405.000042.tar.zst")]
    [InlineData(".hidden/a b", "_.hidden_a_b-20231114T221320Z-000102030405.000042.tar.zst")]
    [InlineData("é", "__-20231114T221320Z-000102030405.000042.tar.zst")]
    public void Is_plain_whatever_the_set_is_called(string set, string name)
    {
        var archive = new ArchiveParameters(
            Sample.Id,
            ByteString.FromText(set),
            Sample.Created,
            Codec.Zstd,
            1 << 20,
            4096
        );
        Assert.Equal(name, VolumeName.Of(archive, 42));
        Assert.True(VolumeName.IsOfSet(name, ByteString.FromText(set)));
    }

    [Theory]
    [InlineData("hom")]
    [InlineData("home-20231114T221320Z-000102030405.000042.tar.zst")]
    [InlineData("other")]
    public void Is_not_taken_for_that_of_another_set(string set)
    {
        var name = "home-20231114T221320Z-000102030405.000042.tar.zst";
        Assert.False(VolumeName.IsOfSet(name, ByteString.FromText(set)));
        Assert.False(VolumeName.IsOfSet(set + name, ByteString.FromText("home")));
    }
}
