using CsCheck;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

public sealed class PaxTimeTests
{
    [Fact]
    public void Reads_every_time_it_writes()
    {
        Gens.Time.Sample(
            time =>
            {
                var text = new byte[32];
                var length = PaxTime.Format(time, text);
                Assert.True(PaxTime.TryParse(text.AsSpan(0, length), out var read));
                Assert.Equal(time, read);
            },
            iter: 1500
        );
    }

    [Fact]
    public void Never_throws_whatever_it_reads() =>
        Hostile
            .VersionOf("-9223372036854775808.999999999"u8.ToArray())
            .Sample(text =>
            {
                _ = PaxTime.TryParse(text, out _);
            });
}
