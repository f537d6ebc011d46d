using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Reading;
using Tarn.Restoring;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class PathSelectionTests
{
    private static readonly Gen<UnixPath> Path = Gen.OneOf("a", "b", "a-", "ab", "c")
        .Array[1, 4]
        .Select(names => UnixPath.FromText(string.Join('/', names)));

    [Fact]
    public void Holds_what_is_at_or_beneath_one_of_its_paths() =>
        Gen.Select(Path.Array[0, 8], Path)
            .Sample(
                (paths, path) => new PathSelection(paths).Contains(path) == path.IsWithinAny(paths),
                iter: 20_000
            );

    [Fact]
    public void Has_no_part_in_a_run_of_paths_that_holds_none_of_them() =>
        Gen.Select(Path.Array[1, 6], Path.Array[1, 8])
            .Sample(
                (paths, run) =>
                {
                    var (first, limit) = (run.Min(), run.Max());
                    var selection = new PathSelection(paths);
                    var isHit = run.Any(path => path < limit && selection.Contains(path));
                    return !isHit || (selection.HasPartIn(first, limit) && selection.HasPartIn(first, null));
                },
                iter: 20_000
            );

    [Theory]
    [InlineData("b", "c", true)]
    [InlineData("b/x/y/z", "c", true)]
    [InlineData("a", "b/x", false)]
    [InlineData("a", "b/x/", true)]
    [InlineData("c", null, false)]
    [InlineData("a", null, true)]
    public void Is_looked_for_only_where_it_can_be(string first, string? limit, bool isThere) =>
        Assert.Equal(
            isThere,
            new PathSelection([UnixPath.FromText("b/x")]).HasPartIn(
                UnixPath.FromText(first),
                limit is null ? null : UnixPath.FromText(limit)
            )
        );

    [Fact]
    public void The_root_and_no_path_are_everything()
    {
        Assert.True(new PathSelection([]).IsEverything);
        Assert.True(new PathSelection([UnixPath.FromText("a"), default]).IsEverything);
    }

    [Fact]
    public void Wanted_paths_are_unseen_until_something_at_or_beneath_them_comes()
    {
        var wanted = new WantedPaths([.. "b/c b a b/d".Split(' ').Select(UnixPath.FromText)]);

        wanted.See(UnixPath.FromText("b/c/x"));
        wanted.See(UnixPath.FromText("ab"));

        Assert.Equal(["a", "b/d"], wanted.Unseen.Select(path => path.ToString()));
    }

    [Fact]
    public void As_many_paths_as_a_list_may_have_are_looked_up_quickly()
    {
        var paths = Enumerable
            .Range(0, Limits.MaxListedPaths / 4)
            .Select(number => UnixPath.FromText($"home/{number:D7}"))
            .ToArray();
        var wanted = new WantedPaths(paths);

        // Each with each would be some 60,000 million steps.
        Assert.All(paths, path => Assert.True(wanted.Contains(path)));
        Array.ForEach(paths, wanted.See);

        Assert.Empty(wanted.Unseen);
    }
}
