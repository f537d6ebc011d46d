using System.Security.Cryptography;
using System.Text.Json;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>Ended at any moment: nothing finished is harmed, nothing unfinished looks finished.</summary>
public sealed class InterruptionTests(SharedSources sources) : IDisposable
{
    private const int Megabyte = 1_000_000;

    private readonly TempDirectory _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(Posix.Sigkill, 137)]
    [InlineData(Posix.Sigterm, 143)]
    public void A_backup_ended_in_the_middle_spoils_nothing(int signal, int status)
    {
        var store = Archive.Of(sources.Awkward.Roots, _temp.At("store"), "--name one").Store;
        var source = MakeSlowSource();
        int[] momentsInVolumes = SharedSources.IsNightly ? [.. Enumerable.Range(0, 12)] : [0, 1, 4, 9];

        foreach (var volumes in momentsInVolumes)
        {
            var wanted = VolumesIn(store).Count + volumes;
            using var backup = TarnProgram.Start(Backup(source, store));
            WaitUntil(backup, () => VolumesIn(store).Count >= wanted);
            backup.Signal(signal);
            backup.Finish().AssertStatus(status);

            Assert.All(VolumesIn(store), AssertWhole);
            Assert.Equal(1, Archives(store).Count(isComplete => isComplete));
            Assert.Equal(volumes > 0, Archives(store).Count > 1);
            Assert.True(signal == Posix.Sigkill || Directory.GetFiles(store, ".*").Length == 0);
        }
        using var into = new TempDirectory();
        TarnProgram.Restore(store, into.Path);
        sources.Awkward.AssertRestored(into.Path);

        TarnProgram.Run(Backup(source, store)).AssertStatus(0);
        Assert.Empty(Directory.GetFiles(store, ".*"));
        using var again = new TempDirectory();
        TarnProgram.Restore(store, again.Path);
        source.AssertRestored(again.Path);
    }

    /// <summary>Also if both are of one set, so that what a killed run has left would be removed.</summary>
    [Fact]
    public void A_backup_that_ends_leaves_alone_what_another_one_is_writing()
    {
        var source = MakeSlowSource();
        var store = _temp.Make("store");
        using var slow = TarnProgram.Start(Backup(source, store));
        PauseWhileWriting(slow, store);

        TarnProgram.Run($"backup {source.Roots[0]}/0 --to {store} --name one").AssertStatus(0);

        Assert.Single(Directory.GetFiles(store, ".*"));
        slow.Resume();
        slow.Finish().AssertStatus(0);
        Assert.Equal([true, true], Archives(store));
    }

    [Theory]
    [InlineData(Posix.Sigkill, 137)]
    [InlineData(Posix.Sigterm, 143)]
    public void A_restore_ended_in_the_middle_leaves_only_whole_files(int signal, int status)
    {
        var store = Archive.Of(sources.Real.Roots, _temp.At("store"), "--compression gzip:1").Store;

        foreach (var files in (int[])[1, 100, 1_000])
        {
            using var into = new TempDirectory();
            using var restore = TarnProgram.Start($"restore {store} --into {into.Path}");
            WaitUntil(restore, () => FilesIn(into.Path).Take(files).Count() == files);
            restore.Signal(signal);
            restore.Finish().AssertStatus(status);

            var restored = TreeListing.Of("", into.Path).Where((_, item) => item.Type == '-');
            Assert.InRange(restored.Count, 1, sources.Real.Listing.Count - 1);
            Assert.All(restored.Items, item => AssertWholeOrTemporary(item.Key, item.Value, signal));
        }
    }

    private void AssertWholeOrTemporary(string path, TreeItem item, int signal)
    {
        if (sources.Real.Listing.Items.TryGetValue(path, out var original))
        {
            Assert.Equal(original.Content, item.Content);
        }
        else
        {
            Assert.StartsWith(".", Path.GetFileName(path));
            Assert.True(signal == Posix.Sigkill, $"SIGTERM left {path}");
        }
    }

    /// <summary>Compressed so hard that there is time to interrupt.</summary>
    private static string Backup(Source source, string store) =>
        $"backup {source.Roots[0]} --to {store} --name one --volume-size 1M --compression zstd:19";

    private Source MakeSlowSource()
    {
        var noise = new Noise(11);
        var tree = new Tree(_temp.At("slow"));
        for (var number = 0; number < 20; number++)
        {
            tree.File($"{number}", noise.Bytes(Megabyte));
        }
        tree.Finish();
        return Source.Of(tree.Root);
    }

    /// <summary>Pauses where a volume is begun and not finished. One without a byte may not be locked yet.</summary>
    private static void PauseWhileWriting(RunningTool backup, string store)
    {
        bool IsWriting() =>
            new DirectoryInfo(store).EnumerateFiles(".*").Any(file => file is { Exists: true, Length: > 0 });

        do
        {
            backup.Resume();
            WaitUntil(backup, IsWriting);
            Assert.True(backup.TryPause(), "it was over before it could be paused");
        } while (!IsWriting());
    }

    private static void WaitUntil(RunningTool tool, Func<bool> condition)
    {
        while (!condition())
        {
            Assert.False(tool.HasExited, "it was over before it could be interrupted");
            Thread.Yield();
        }
    }

    private static List<string> VolumesIn(string store) =>
        [.. Directory.GetFiles(store).Where(path => !Path.GetFileName(path).StartsWith('.'))];

    private static IEnumerable<string> FilesIn(string directory) =>
        Directory.EnumerateFiles(
            directory,
            "*",
            new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }
        );

    private static void AssertWhole(string path)
    {
        var volume = new Volume(path);
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(
            volume.Checksum,
            Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, (int)volume.CheckedBytes)))
        );
        Assert.Equal(bytes.Length, volume.CheckedBytes + 4096);
        Assert.Equal(bytes.Length, volume.Segments()[^1].Offset + 4096);
    }

    /// <summary>Whether each archive of a store is complete, as the program says.</summary>
    private static List<bool> Archives(string store)
    {
        var complete = new List<bool>();
        foreach (var line in TarnProgram.Run($"list {store} --json").AssertStatus(0).Lines)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("type").GetString() == "archive")
            {
                complete.Add(json.RootElement.GetProperty("complete").GetBoolean());
            }
        }
        return complete;
    }
}
