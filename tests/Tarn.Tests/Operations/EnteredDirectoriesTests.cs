using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Restoring;
using Tarn.Tests.Format;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class EnteredDirectoriesTests : IDisposable
{
    private readonly EnteredDirectories _entered = new();

    public void Dispose() => _entered.Dispose();

    [Fact]
    public void Those_that_hold_what_comes_next_stay()
    {
        Enter("a", "a/b", "a/b/c");

        Assert.Equal(["a/b/c"], Leave("a/b/cd"));
        Assert.Empty(Leave("a/b"));
        Assert.Equal(["a/b"], Leave("a/bc"));
        Enter("a/d");
        Assert.Equal(["a/d", "a"], Leave(null));
    }

    [Fact]
    public void One_that_was_entered_again_is_left_as_often()
    {
        Enter("a", "a/b", "a/b");

        Assert.Equal(["a/b", "a/b"], Leave("a/c"));
        Assert.Equal(["a"], Leave("b"));
        Assert.Empty(Leave(null));
    }

    [Fact]
    public void What_was_told_of_one_comes_back()
    {
        var directory = Sample.Directory("a/b");
        _entered.Add(directory);
        _entered.Add(Sample.Directory("a/b/c"));

        Assert.Equal(Sample.Directory("a/b/c"), _entered.TryLeave(null));
        Assert.Equal(directory, _entered.TryLeave(null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void Attributes_come_back_with_each_wherever_they_waited(int memory)
    {
        using var entered = new EnteredDirectories(memory);
        Entry.Directory[] directories = [Dressed("a", 2), Dressed("a/b", 0), Dressed("a/b/c", 3)];
        foreach (var directory in directories)
        {
            entered.Add(directory);
        }
        entered.Add(directories[2]);

        Assert.Equal(directories[2], entered.TryLeave(null));
        Assert.Equal(directories[2], entered.TryLeave(null));
        Assert.Equal(directories[1], entered.TryLeave(null));
        entered.Add(Dressed("a/d", 1));
        Assert.Equal(Dressed("a/d", 1), entered.TryLeave(null));
        Assert.Equal(directories[0], entered.TryLeave(null));
        Assert.Null(entered.TryLeave(null));
    }

    private static Entry.Directory Dressed(string path, int attributes)
    {
        var dress = Enumerable
            .Range(0, attributes)
            .Select(number => new ExtendedAttribute(
                ByteString.FromText($"user.{number}"),
                new ByteString(MemoryEntries.Noise(number * 50_000, (ulong)path.Length))
            ));
        return Sample.Directory(path) with
        {
            Metadata = Sample.Metadata with { Attributes = new ExtendedAttributes(dress) },
        };
    }

    private void Enter(params string[] paths)
    {
        foreach (var path in paths)
        {
            _entered.Add(Sample.Directory(path));
        }
    }

    private List<string> Leave(string? next)
    {
        var left = new List<string>();
        while (_entered.TryLeave(next is null ? null : UnixPath.FromText(next)) is { } directory)
        {
            left.Add(directory.Path.ToString());
        }
        return left;
    }
}
