using System.Text;
using Tarn.Acceptance.Harness;
using Tarn.Format.Model;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// Law 3 of the format: the segment of an entry, cut out of its volume with dd and decompressed alone, is a tar that any
/// reader lists and extracts.
/// </summary>
public sealed class SegmentTests(SharedSources sources)
{
    private const int SampleSize = 100;
    private const int SampleSizeOfSlowReader = 30;

    public static TheoryData<string, string> ReadersAndCodecs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var reader in TarReader.All)
            {
                data.Add(reader.Name, "zstd:3");
                data.Add(reader.Name, "gzip");
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ReadersAndCodecs))]
    public async Task An_entry_cut_out_with_dd_is_a_tar_of_its_own(string readerName, string compression)
    {
        var reader = TarReader.All.Single(reader => reader.Name == readerName);
        using var temp = new TempDirectory();
        var options = $"--volume-size 1M --compression {compression}";
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), options);
        var whole = await WholeEntries.OfAsync(archive);
        var cut = whole.Where(entry => entry.IsOneSegment).ToList();
        Assert.InRange(cut.Count, sources.Awkward.Listing.Count / 2, int.MaxValue);
        if (reader == TarReader.Python)
        {
            cut = [.. cut.Where(entry => !IsNameOfSymlink(entry, whole))];
        }
        if (!SharedSources.IsNightly && (reader, compression) != (TarReader.Gnu, "zstd:3"))
        {
            cut = Sample(cut, reader == TarReader.Python ? SampleSizeOfSlowReader : SampleSize);
        }

        ExtractEach(reader, cut, temp.Make("into"));

        // One after the other into one directory: so hard links find their first name, but directories get new times.
        var paths = cut.Select(entry => entry.Path).ToHashSet();
        sources
            .Awkward.Listing.Where((path, _) => paths.Contains(path))
            .WithoutGroups()
            .AssertRestored(
                TreeListing.Of("", temp.At("into")).Where((path, _) => paths.Contains(path)).WithoutGroups(),
                reader.Keeps & ~Keeps.DirectoryTimes,
                reader.Name
            );
    }

    [Fact]
    public async Task Every_entry_of_a_real_tree_lists_alone_as_exactly_one_member()
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Real.Roots, temp.At("store"), "--volume-size 10M");
        var cut = (await WholeEntries.OfAsync(archive)).Where(entry => entry.IsOneSegment).ToList();
        Assert.InRange(cut.Count, sources.Real.Listing.Count / 2, int.MaxValue);
        var step = SharedSources.IsNightly ? 1 : Math.Max(1, cut.Count / 200);

        var script = new StringBuilder("set -e\n");
        foreach (var entry in cut.Where((_, index) => index % step == 0))
        {
            script.AppendLine($"[[ $({Cut(entry)} | tar -t | wc -l) == 1 ]]");
        }

        RunFile(script, temp, temp.Path).AssertSilent("tar -t");
    }

    /// <summary>Python gives mode and time of a further name of a symbolic link to what the link leads to.</summary>
    private static bool IsNameOfSymlink(WholeEntry entry, IEnumerable<WholeEntry> all) =>
        entry.Entry.Entry is Entry.HardLink link
        && all.Any(other => other.Entry.Entry is Entry.Symlink && other.Entry.Entry.Path == link.Target);

    private static void ExtractEach(TarReader reader, List<WholeEntry> cut, string into)
    {
        using var temp = new TempDirectory();
        var script = new StringBuilder("set -e\n");
        foreach (var entry in cut)
        {
            script.AppendLine($"{Cut(entry)} >{temp.Path}/one.tar");
            script.AppendLine($"[[ $({reader.List} <{temp.Path}/one.tar | wc -c) -ge 2 ]]");
            script.AppendLine($"{reader.Extract} <{temp.Path}/one.tar");
        }
        RunFile(script, temp, into).AssertSilent(reader.Name);
    }

    /// <summary>By way of a file: it may be longer than an argument can be.</summary>
    private static ToolResult RunFile(StringBuilder script, TempDirectory temp, string directory)
    {
        File.WriteAllText(temp.At("script"), script.ToString());
        return Tool.Shell($"exec bash -o pipefail {temp.At("script")}", directory);
    }

    private static string Cut(WholeEntry entry) =>
        $"dd if={entry.Volume.Path} iflag=skip_bytes,count_bytes skip={entry.Segment.Offset} "
        + $"count={entry.Segment.Stored} bs=64K status=none | {entry.Volume.Decompress}";

    /// <summary>Some entries, and with each hard link its first name.</summary>
    private static List<WholeEntry> Sample(List<WholeEntry> all, int size)
    {
        var chosen = all.Where((_, index) => index % (1 + (all.Count / size)) == 0).ToHashSet();
        var firstNames = chosen
            .Select(entry => entry.Entry.Entry)
            .OfType<Entry.HardLink>()
            .Select(link => link.Target);
        var wanted = firstNames.ToHashSet();
        return all.FindAll(entry => chosen.Contains(entry) || wanted.Contains(entry.Entry.Entry.Path));
    }
}
