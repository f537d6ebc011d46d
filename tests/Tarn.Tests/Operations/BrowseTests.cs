using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores.Wrappers;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class BrowseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_path_is_found_and_so_is_what_lies_beneath_it()
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var all = (await BackupTests.Index(store)).ConvertAll(entry => entry.Entry.Path);
        var browse = new Browse(store, archive, listener: null);

        foreach (var path in all)
        {
            var found = await browse.ListAsync([path], Ct).Select(entry => entry.Entry.Path).ToListAsync(Ct);
            Assert.Equal(all.Where(each => each.IsWithin(path)), found);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("d/")]
    [InlineData("d/file0007x")]
    [InlineData("zzz")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var problems = new ProblemList();
        var browse = new Browse(store, archive, problems);

        var wanted = path.Length == 0 ? UnixPath.FromText("\u0001") : UnixPath.FromText(path);
        Assert.Empty(await browse.ListAsync([wanted], Ct).ToListAsync(Ct));
        Assert.Empty(problems.Problems);
    }

    [Fact]
    public async Task A_look_up_reads_few_of_many_volumes()
    {
        var source = new MemoryEntries();
        for (var i = 0; i < 64; i++)
        {
            source.File($"f{i:D2}", MemoryEntries.Noise(400_000, (ulong)i));
        }
        var (store, _, result) = await BackupTests.Run(source);
        Assert.InRange(result.Volumes, 24, 64);
        var counting = new CountingStore(store);
        var archive = (await Catalogue.ReadAsync(counting, Ct)).Select("latest", default);
        var before = counting.BytesRead;
        var browse = new Browse(counting, archive, listener: null);

        Assert.Single(await browse.ListAsync([UnixPath.FromText("f40")], Ct).ToListAsync(Ct));

        // A directory for each of the five or six steps of the search, and one piece; each is some hundred bytes here.
        Assert.InRange(counting.BytesRead - before, 1, 10 * 1_000);
    }

    [Fact]
    public async Task A_missing_volume_is_told_of_only_where_it_could_matter()
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var index = await BackupTests.Index(store);
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var partial = await RestoreTests.Copy(store, name => !IsSecond(name));
        archive = Assert.Single((await Catalogue.ReadAsync(partial, Ct)).Archives);
        var problems = new ProblemList();
        var browse = new Browse(partial, archive, problems);

        var early = index.First(entry => entry.Location.Volume == 1).Entry.Path;
        var last = index[^1].Entry.Path;
        Assert.Single(await browse.ListAsync([last], Ct).ToListAsync(Ct));
        Assert.Empty(problems.Problems);
        Assert.NotEmpty(await browse.ListAsync([early], Ct).ToListAsync(Ct));
        Assert.All(problems.Problems, problem => Assert.Equal(ProblemKind.Missing, problem.Kind));

        var lost = index.First(entry => entry.Location.Volume == 2).Entry.Path;
        Assert.Empty(await browse.ListAsync([lost], Ct).ToListAsync(Ct));
        Assert.Contains(problems.Problems, problem => problem.Kind == ProblemKind.Missing);
    }

    [Fact]
    public async Task What_may_be_in_a_lost_volume_is_not_said_to_be_nowhere()
    {
        var (whole, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var path = (await BackupTests.Index(whole)).First(entry => entry.Location.Volume == 2).Entry.Path;
        var store = await RestoreTests.Copy(whole, name => !IsSecond(name));
        var archive = Assert.Single((await Catalogue.ReadAsync(store, Ct)).Archives);
        using var browse = new Browse(store, archive, listener: null);
        Assert.True(browse.HasWholeIndex);

        var failure = await Assert.ThrowsAsync<CorruptArchiveException>(() =>
            browse.CopyContentAsync(path, Stream.Null, Ct)
        );

        Assert.Equal(Defect.Missing, failure.Defect);
        Assert.False(browse.HasWholeIndex);
    }

    [Fact]
    public async Task What_has_lost_its_index_is_found_all_the_same()
    {
        var source = BackupTests.SomeEntries();
        var (whole, _, _) = await BackupTests.Run(source);
        var path = (await BackupTests.Index(whole)).First(entry => entry.Location.Volume == 2).Entry.Path;
        var store = await RestoreTests.Copy(
            whole,
            _ => true,
            (name, bytes) => bytes.AsSpan(IsSecond(name) ? ^5000.. : ^0..).Clear()
        );
        var archive = Assert.Single((await Catalogue.ReadAsync(store, Ct)).Archives);
        using var browse = new Browse(store, archive, listener: null);
        using var output = new MemoryStream();

        await browse.CopyContentAsync(path, output, Ct);

        Assert.Equal(source.Contents[path], output.ToArray());
    }

    private static bool IsSecond(string name) => name.Contains(".000002.", StringComparison.Ordinal);
}
