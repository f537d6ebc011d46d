using Tarn.Acceptance.Harness;
using Tarn.Acceptance.Harness.Faults;
using Tarn.Format.Index;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>Files that change while they are read are stored as far as that goes, flagged, and told of.</summary>
public sealed class ChangingFilesTests : IDisposable
{
    private readonly TempDirectory _temp = new();

    public void Dispose() => _temp.Dispose();

    /// <summary>Every change at a moment chosen exactly, of a small file and of one in several volumes.</summary>
    [Theory]
    [InlineData("--segment-size 64K --volume-size 1M")]
    [InlineData("--segment-size 64K --volume-size 1M --compression gzip --group 64K")]
    [InlineData("--segment-size 4K --keep-whole volume --hash sha256")]
    public void Each_change_is_flagged_and_told_and_nothing_is_made_up(string options) =>
        PrivateMounts.Run(() =>
        {
            var source = _temp.Make("source");
            using var files = new FaultyFiles(source);
            var changes = ChangingFile.MakeAll(files);
            var fine = new Noise(5).Bytes(700_000);
            files.File("fine", fine);

            var result = TarnProgram.Run($"backup {source} --to {_temp.At("store")} --json {options}");

            var told = ToldProblem.Of(result.AssertStatus(3)).ToDictionary(problem => problem.Path);
            var archive = Archive.In(_temp.At("store"));
            TarReader.AssertListedByAll(archive);
            TarnProgram.Restore(archive.Store, _temp.At("into"));
            var index = archive.IndexAsync().GetAwaiter().GetResult().ToDictionary(entry => entry.Path);
            foreach (var change in changes)
            {
                var path = $"{source}/{change.Name}";
                AssertTold(change, told[path]);
                AssertStored(change, path, index.GetValueOrDefault(path).Entry, archive);
            }
            Assert.Equal(changes.Count, told.Count);
            Assert.Equal(fine, File.ReadAllBytes($"{_temp.At("into")}{source}/fine"));
        });

    [Fact]
    public void Directories_and_links_that_change_are_stored_as_they_were_found() =>
        PrivateMounts.Run(() =>
        {
            var source = _temp.Make("source");
            using var files = new FaultyFiles(source);
            var busy = files.Directory("busy");
            files.File("a", [1], busy).Fault = At(FileCall.Look, () => Replace("b", "c"));
            files.File("b", [2], busy);
            var link = files.Symlink("link", "before");
            link.Fault = At(FileCall.ReadLink, () => link.Write("afterwards"u8.ToArray()));
            var turned = files.Symlink("turned", "before");
            turned.Fault = At(FileCall.ReadLink, () => files.File("turned", [3]), errno: 22);
            // The directory of a file that is being read gives way to a link to another one.
            var parent = files.Directory("parent");
            files.File("f", [4], parent).Fault = At(FileCall.Open, () => files.Symlink("parent", "busy"));

            var result = TarnProgram.Run($"backup {source} --to {_temp.At("store")} --json");

            var told = ToldProblem.Of(result.AssertStatus(3));
            Assert.Equal([$"{source}/busy/b", $"{source}/turned"], told.Select(problem => problem.Path));
            Assert.All(told, problem => Assert.Equal("unreadable", problem.Kind));
            string[] stored = ["", "/busy", "/busy/a", "/link", "/parent", "/parent/f"];
            Assert.Equal(stored.Select(name => source + name), Archive.In(_temp.At("store")).Paths);
            TarReader.AssertListedByAll(Archive.In(_temp.At("store")));
            TarnProgram.Restore(_temp.At("store"), _temp.At("into"));
            Assert.Equal("afterwards", Posix.ReadLink($"{_temp.At("into")}{source}/link"));
            Assert.Equal([4], File.ReadAllBytes($"{_temp.At("into")}{source}/parent/f"));

            void Replace(string gone, string come)
            {
                busy.Children.Remove(gone);
                files.File(come, [9], busy);
            }
        });

    /// <summary>A real tree, changed at random by another thread: about forty changes in a run.</summary>
    [Fact]
    public async Task Whatever_happens_to_a_tree_what_is_not_flagged_is_a_state_it_had()
    {
        var runs = SharedSources.IsNightly ? 25 : 3;
        var noticed = 0;
        for (var seed = 1; seed <= runs; seed++)
        {
            using var temp = new TempDirectory();
            var tree = new ChangingTree(temp.Make("source"), (ulong)seed);
            var store = temp.Make("store");
            using var backup = TarnProgram.Start(
                $"backup {tree.Root} --to {store} --json --segment-size 64K --volume-size 8M --compression zstd:5"
            );
            tree.ChangeWhile(backup, () => SizeOf(store));
            var result = backup.Finish();

            var told = ToldProblem.Of(result);
            result.AssertStatus(told.Exists(problem => problem.Kind != "skipped") ? 3 : 0);
            noticed += told.Count;
            var archive = Archive.In(store);
            TarReader.AssertListedByAll(archive);
            TarnProgram.Restore(store, temp.At("into"));
            tree.AssertStored(await archive.IndexAsync(), told, temp.At("into"));
        }
        // How many are noticed is a matter of time; some forty of a hundred and twenty as a rule.
        Assert.True(noticed >= 2 * runs, $"{runs} runs noticed only {noticed} changes");
    }

    private static Func<FileCall, int, long, int> At(FileCall call, Action change, int errno = 0) =>
        (asked, count, _) =>
        {
            if (asked != call || count > 1)
            {
                return 0;
            }
            change();
            return errno;
        };

    private static void AssertTold(ChangingFile change, ToldProblem told)
    {
        Assert.Equal(change.Flags == EntryFlags.None ? "unreadable" : "changed", told.Kind);
        Assert.StartsWith($"'{told.Path}': ", told.Message);
    }

    private void AssertStored(ChangingFile change, string path, IndexEntry? entry, Archive archive)
    {
        Assert.Equal(change.Flags == EntryFlags.None, entry is null);
        if (entry is null)
        {
            return;
        }
        Assert.True(change.Flags == entry.Flags, $"{path}: {entry.Flags}, not {change.Flags}");
        var last = archive
            .Volumes.SelectMany(volume => volume.Segments())
            .Last(segment => segment.HoldsEntry && segment.EntrySequence == entry.Location.Sequence);
        Assert.True(last.EndsEntry && (last.Flags & MarkerFlagOf(change.Flags)) != 0, path);
        Assert.True(
            change.Expected().AsSpan().SequenceEqual(File.ReadAllBytes(_temp.At("into") + path)),
            path
        );
    }

    /// <summary>The table in spec/segments.md.</summary>
    private static int MarkerFlagOf(EntryFlags flags) =>
        flags switch
        {
            EntryFlags.Shrank => 0x0004,
            EntryFlags.Grew => 0x0008,
            _ => 0x0010,
        };

    private static long SizeOf(string store) =>
        new DirectoryInfo(store).EnumerateFiles().Sum(file => file.Exists ? file.Length : 0);
}
