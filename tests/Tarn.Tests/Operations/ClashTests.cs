using Tarn.Format.Bytes;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores.Pipe;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>Entries that get the same name at the target because the first parts of their paths are left out.</summary>
public sealed class ClashTests
{
    private static readonly RestoreOptions Strip = new() { StripComponents = 1 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_one_is_restored_and_the_others_are_told_of(bool isPiped)
    {
        var source = new MemoryEntries()
            .Directory("a")
            .File("a/x", [1])
            .Directory("a/y")
            .Directory("b")
            .File("b/x", [2])
            .File("b/y", [3])
            .File("b/z", [4])
            .Directory("c")
            .Directory("c/x");

        var (target, problems) = await Run(source, isPiped);

        Assert.Equal(["x", "y", "z"], target.Entries.Select(entry => entry.Path.ToString()).Order());
        Assert.Equal([1], target.Contents[UnixPath.FromText("x")]);
        Assert.Equal(["x", "y", "x"], problems.Select(problem => problem.Path.ToString()));
        Assert.All(problems, problem => Assert.Equal(ProblemKind.Unwritable, problem.Kind));
        Assert.StartsWith("'/b/x': not restored: ", problems[0].Message, StringComparison.Ordinal);
    }

    /// <summary>It would become another name of somebody else's file.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_further_name_of_one_that_is_not_restored_is_not_restored(bool isPiped)
    {
        var source = new MemoryEntries().File("a/x", [1]).File("b/x", [2]).HardLink("b/y", "b/x");

        var (target, problems) = await Run(source, isPiped);

        Assert.Equal("x", Assert.Single(target.Entries).Path.ToString());
        Assert.Equal([1], target.Contents[UnixPath.FromText("x")]);
        Assert.Equal(["x", "y"], problems.Select(problem => problem.Path.ToString()));
    }

    private static async Task<(MemoryTarget Target, IReadOnlyList<Problem> Problems)> Run(
        MemoryEntries source,
        bool isPiped
    )
    {
        var target = new MemoryTarget();
        var listener = new ProblemList();
        if (isPiped)
        {
            using var pipe = new MemoryStream();
            var options = new BackupOptions { Set = ByteString.FromText("test") };
            await new Backup(source, new PipeSink(pipe), options).RunAsync(null, Ct);
            pipe.Position = 0;
            await new Restore(target, Strip).RunAsync(pipe, listener, Ct);
        }
        else
        {
            var (store, _, _) = await BackupTests.Run(source);
            var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
            await new Restore(target, Strip).RunAsync(store, archive, listener, Ct);
        }
        return (target, listener.Problems);
    }
}
