using CsCheck;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

public sealed class NumberFieldTests
{
    [Theory, InlineData(8), InlineData(12)]
    public void Reads_every_number_it_writes(int width)
    {
        var border = NumberField.OctalMax(width);
        var most = width == 8 ? uint.MaxValue : long.MaxValue;
        Gen.OneOf(Gen.Long[0, most], Gen.Long[border - 2, border + 2])
            .Sample(value =>
            {
                var field = new byte[width];
                NumberField.Write(field, value);
                Assert.True(NumberField.TryRead(field, out var read));
                Assert.Equal(value, read);
                Assert.Equal(value > border, field[0] >= 0x80);
            });
    }

    [Fact]
    public void Never_throws_whatever_it_reads() =>
        Gen
            .Byte.Array[0, 12]
            .Sample(field =>
            {
                _ = NumberField.TryRead(field, out _);
            });
}
