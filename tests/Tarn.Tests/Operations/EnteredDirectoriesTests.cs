using Tarn.Format.Bytes;
using Tarn.Restoring;
using Tarn.Tests.Format;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class EnteredDirectoriesTests
{
    private readonly EnteredDirectories _entered = new();

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
