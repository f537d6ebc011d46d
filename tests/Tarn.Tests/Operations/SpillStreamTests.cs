using Tarn.Linux.Spill;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class SpillStreamTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tarn-spill-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void Gives_back_what_was_written_and_leaves_nothing(int memoryLimit)
    {
        using (var stream = new SpillStream(memoryLimit, _directory))
        {
            stream.Write(new byte[7]);
            stream.Write([1, 2, 3, 4]);
            stream.Position = 6;
            stream.Write([5]);
            stream.Seek(0, SeekOrigin.End);
            stream.Write([6]);

            stream.Position = 6;
            var bytes = new byte[6];
            stream.ReadExactly(bytes);

            Assert.Equal([5, 1, 2, 3, 4, 6], bytes);
            Assert.Equal(12, stream.Length);
            Assert.Empty(Directory.GetFileSystemEntries(_directory));
        }
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("/proc/self")]
    public void Says_where_it_could_not_spill_and_what_helps(string where)
    {
        var directory = Path.Combine(_directory, where);
        using var stream = new SpillStream(10, directory);
        stream.Write(new byte[10]);

        var failure = Assert.Throws<IOException>(() => stream.Write(new byte[1]));

        Assert.StartsWith(
            $"cannot keep a temporary file in '{directory}': ",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("TMPDIR", failure.Message, StringComparison.Ordinal);
    }
}
