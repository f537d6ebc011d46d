using System.Globalization;
using System.Text;
using System.Text.Json;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>A disk that is full costs the run that fills it, and nothing else.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private const int SourceSize = 6 * Megabyte;
    private const string Full = "No space left on device";
    private const string OverQuota = "Disk quota exceeded";

    private readonly TempDirectory _temp = new();
    private readonly Noise _noise = new(21);

    public void Dispose() => _temp.Dispose();

    public static TheoryData<ulong> Fills() =>
        [.. Enumerable.Range(1, SharedSources.IsNightly ? 50 : 5).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Fills))]
    public void A_full_store_ends_the_run_and_spoils_nothing(ulong seed) =>
        PrivateMounts.Run(() =>
        {
            var store = _temp.Make("store");
            PrivateMounts.MountMemory(store, $"size={2 * SourceSize}");
            var old = MakeSource("old", 10_000);
            var source = MakeSource("source", SourceSize / 60);
            TarnProgram.Run($"backup {old} --to {store} --name home").AssertStatus(0);
            var ballast = Path.Combine(store, ".ballast");
            Fill(ballast, SourceSize + Megabyte + new Noise(seed).Below(SourceSize / 2));

            var result = TarnProgram.Run($"backup {source} --to {store} --name home --volume-size 2M");

            AssertFailed(result, store, Full);
            AssertOnlyComplete(store, old);
            File.Delete(ballast);
            TarnProgram.Run($"backup {source} --to {store} --name home --volume-size 2M").AssertStatus(0);
            AssertRestores(store, source);
        });

    /// <summary>A quota is another error, which a file system may say of a write, a directory or a name.</summary>
    [Fact]
    public void A_quota_ends_a_backup_and_a_restore_as_a_full_disk_does() =>
        PrivateMounts.Run(() =>
        {
            var old = MakeSource("old", 10_000);
            var source = MakeSource("source", SourceSize / 60);
            var disk = QuotaDisk.Mount(_temp.At("image"), _temp.Make("disk"), SourceSize / 2);
            var store = Path.Combine(disk, "store");
            TarnProgram.Run($"backup {old} --to {store} --name home").AssertStatus(0);

            AssertFailed(
                TarnProgram.Run($"backup {source} --to {store} --name home --volume-size 2M"),
                store,
                OverQuota
            );

            AssertOnlyComplete(store, old);
            QuotaDisk.Limit(disk, "none");
            TarnProgram.Run($"backup {source} --to {store} --name home --volume-size 2M").AssertStatus(0);
            AssertRestores(store, source);

            QuotaDisk.Limit(disk, "12M");
            var into = Path.Combine(disk, "into");
            var restore = $"restore {store} latest {source} --into {into} --overwrite if-changed";
            var result = TarnProgram.Run(restore).AssertStatus(3);
            Assert.Contains($"'{into}{source}/", result.Errors);
            Assert.Contains(OverQuota, result.Errors);
            QuotaDisk.Limit(disk, "none");
            TarnProgram.Run(restore).AssertStatus(0);
            TreeListing.Of(source).AssertRestored(TreeListing.Of(source, into));
        });

    /// <summary>Where the index of a volume waits if it is long.</summary>
    [Fact]
    public void A_full_place_for_temporary_files_ends_the_run_and_spoils_nothing() =>
        PrivateMounts.Run(() =>
        {
            Assert.SkipUnless(SharedSources.IsNightly, "it takes an index of more than 8 MiB: nightly");
            var spool = _temp.Make("spool");
            PrivateMounts.MountMemory(spool, "size=64k");
            var source = MakeLongIndex();
            var store = _temp.At("store");

            var result = TarnProgram.Run($"backup {source} --to {store} -j 2", ("TMPDIR", spool));

            Assert.Contains(Full, result.AssertStatus(1).Errors);
            Assert.Contains($"'{spool}/'", result.Errors);
            Assert.Contains("TMPDIR", result.Errors);
            Assert.Empty(Directory.GetFileSystemEntries(spool));
            Assert.Empty(Directory.GetFileSystemEntries(store));
            TarnProgram.Run($"backup {source} --to {store}").AssertStatus(0);
        });

    [Fact]
    public void A_restore_onto_a_full_disk_leaves_only_whole_files_and_can_be_gone_on_with() =>
        PrivateMounts.Run(() =>
        {
            var source = MakeSource("source", SourceSize / 60);
            var store = _temp.At("store");
            TarnProgram.Run($"backup {source} --to {store}").AssertStatus(0);
            var disk = _temp.Make("disk");
            PrivateMounts.MountMemory(disk, $"size={SourceSize / 2}");

            var result = TarnProgram.Run($"restore {store} --into {disk}").AssertStatus(3);

            Assert.Contains($"'{disk}{source}/", result.Errors);
            Assert.Contains(Full, result.Errors);
            Assert.Contains("once the cause is gone", result.Errors);
            var wanted = TreeListing.Of(source);
            var restored = TreeListing.Of(source, disk).Where((_, item) => item.Type == '-');
            Assert.InRange(restored.Count, 1, wanted.Count - 2);
            Assert.All(restored.Items, item => Assert.Equal(wanted.Items[item.Key], item.Value));

            PrivateMounts.Unmount(disk);
            PrivateMounts.MountMemory(disk, $"size={2 * SourceSize}");
            TarnProgram.Run($"restore {store} --into {disk} --overwrite if-changed").AssertStatus(0);
            wanted.AssertRestored(TreeListing.Of(source, disk));
        });

    /// <summary>Sixty files of one size.</summary>
    private string MakeSource(string name, int size)
    {
        var tree = new Tree(_temp.At(name));
        for (var file = 0; file < 60; file++)
        {
            tree.File(file.ToString("D2", CultureInfo.InvariantCulture), _noise.Bytes(size));
        }
        tree.Finish();
        return tree.Root;
    }

    /// <summary>Names that do not pack, so many that their index does not stay in memory.</summary>
    private string MakeLongIndex()
    {
        const int files = 34_000;
        var root = _temp.Make("source");
        for (var file = 0; file < files; file++)
        {
            var bytes = _noise.Bytes(250);
            bytes.AsSpan().Replace((byte)0, (byte)'0');
            bytes.AsSpan().Replace((byte)'/', (byte)'_');
            Posix.Create($"{root}/{Encoding.Latin1.GetString(bytes)}").Dispose();
        }
        return root;
    }

    private static void Fill(string path, long size)
    {
        using var file = File.Create(path);
        file.Write(new byte[Math.Max(0, size)]);
    }

    private static void AssertFailed(ToolResult result, string store, string why)
    {
        var message = result.AssertStatus(1).Errors;
        Assert.StartsWith("tarn: cannot ", message);
        Assert.Contains($"in '{store}' at byte ", message);
        Assert.Contains($"{why}; make room there or choose another place, then run again", message);
        Assert.Empty(Directory.GetFiles(store, "*.tmp"));
    }

    private static void AssertOnlyComplete(string store, string source)
    {
        Assert.Equal(1, IsComplete(store).Count(isComplete => isComplete));
        AssertRestores(store, source);
    }

    private static void AssertRestores(string store, string source)
    {
        using var into = new TempDirectory();
        TarnProgram.Run($"restore {store} latest {source} --into {into.Path} -q").AssertStatus(0);
        TreeListing.Of(source).AssertRestored(TreeListing.Of(source, into.Path));
    }

    /// <summary>Of each archive of a store, as the program says.</summary>
    private static List<bool> IsComplete(string store)
    {
        var complete = new List<bool>();
        foreach (var line in TarnProgram.Run($"list {store} --json").Lines)
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
