using Tarn.Format.Bytes;
using Tarn.Linux;
using Tarn.Stores.Local;
using Xunit;

namespace Tarn.Tests.Stores;

public sealed class LocalFailureTests
{
    [Theory]
    [InlineData(28, "make room", false)]
    [InlineData(122, "make room", false)]
    [InlineData(30, "mount the file system writable", false)]
    [InlineData(13, "run as a user who may", false)]
    [InlineData(5, "the device is failing", false)]
    [InlineData(24, "ulimit -n", true)]
    [InlineData(116, "run again", true)]
    [InlineData(99, "run again", false)]
    public void Says_what_to_do_whoever_reported_it(int errno, string advice, bool isTransient)
    {
        IOException[] reports =
        [
            new FileSystemException(ByteString.FromText("/b/a"), errno, "write"),
            new IOException("as the runtime says it", errno),
        ];
        foreach (var report in reports)
        {
            var error = LocalFailure.Of("a", "cannot write 'a' in '/b' at byte 7", report);
            Assert.StartsWith(
                "cannot write 'a' in '/b' at byte 7: ",
                error.Message,
                StringComparison.Ordinal
            );
            Assert.Contains(advice, error.Message, StringComparison.Ordinal);
            Assert.Equal(isTransient, error.IsTransient);
            Assert.Equal("a", error.Key);
            Assert.Same(report, error.InnerException);
        }
    }

    [Fact]
    public void An_error_without_a_number_keeps_its_words()
    {
        var error = LocalFailure.Of("a", "cannot read 'a'", new IOException("The sky fell."));
        Assert.StartsWith("cannot read 'a': The sky fell; ", error.Message, StringComparison.Ordinal);
    }
}
