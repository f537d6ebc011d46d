using Tarn.Format.Filters;
using Tarn.Format.Model;
using Tarn.Restoring;
using Tarn.Tests.Format.Filters;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class EntryFilterTests
{
    [Fact]
    public void What_is_in_a_directory_that_is_left_out_is_left_out_with_it()
    {
        using var filter = new EntryFilter(Patterns.Rules("- cache", "+ cache/x", "- *.o"));

        Assert.Equal(
            "a/ a/keep b/",
            Kept(filter, "a/ a/cache/ a/cache/x a/cache/y/ a/cache/y/z a/keep a/p.o b/")
        );
        Assert.Equal(2, filter.LeftOut);
        Assert.True(filter.HasLeftOut(Patterns.PathOf("a/cache/y/z")));
        Assert.True(filter.HasLeftOut(Patterns.PathOf("a/p.o")));
        Assert.False(filter.HasLeftOut(Patterns.PathOf("a/keep")));
    }

    [Fact]
    public void Directories_that_the_archive_does_not_have_are_not_asked_about()
    {
        using var filter = new EntryFilter(Patterns.Rules("- cache"));

        Assert.Equal(
            "cache/a/ cache/a/x cache/b/ cache/b/x cache/f",
            Kept(filter, "cache/a/ cache/a/cache cache/a/x cache/b/ cache/b/x cache/f")
        );
        Assert.True(filter.HasLeftOut(Patterns.PathOf("cache/a/cache")));
        Assert.False(filter.HasLeftOut(Patterns.PathOf("cache/a/x")));
        Assert.False(filter.HasLeftOut(Patterns.PathOf("cache/b/x")));
        Assert.False(filter.HasLeftOut(Patterns.PathOf("cache/f")));
    }

    [Fact]
    public void Directories_without_one_above_them_are_remembered_beyond_memory()
    {
        using var filter = new EntryFilter(Patterns.Rules("- cache"), memoryLimit: 64);
        var paths = Enumerable.Range(100, 200).Select(number => $"cache/{number}/ cache/{number}/cache");

        Assert.Equal(
            string.Join(' ', Enumerable.Range(100, 200).Select(number => $"cache/{number}/")),
            Kept(filter, string.Join(' ', paths))
        );
        for (var number = 100; number < 300; number++)
        {
            Assert.True(filter.HasLeftOut(Patterns.PathOf($"cache/{number}/cache")));
            Assert.False(filter.HasLeftOut(Patterns.PathOf($"cache/{number}/x")));
        }
        Assert.False(filter.HasLeftOut(Patterns.PathOf("a")));
    }

    [Fact]
    public void Without_rules_everything_is_kept()
    {
        using var filter = new EntryFilter(FilterRules.None);

        Assert.Equal("a/ a/b", Kept(filter, "a/ a/b"));
        Assert.False(filter.HasLeftOut(Patterns.PathOf("a/b")));
    }

    /// <summary>Of paths in archive order, directories with a slash, those that are kept.</summary>
    private static string Kept(EntryFilter filter, string paths) =>
        string.Join(' ', paths.Split(' ').Where(path => !filter.LeavesOut(EntryOf(path))));

    private static Entry EntryOf(string path) =>
        path.EndsWith('/')
            ? new Entry.Directory(Patterns.PathOf(path), MemoryEntries.Metadata)
            : new Entry.File(Patterns.PathOf(path), MemoryEntries.Metadata, 0);
}
