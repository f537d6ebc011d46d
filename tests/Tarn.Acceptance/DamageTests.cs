using System.Text;
using System.Text.Json;
using Tarn.Acceptance.Harness;
using Tarn.Format.Model;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>One flipped byte: it is noticed, costs one file, and that file is named.</summary>
public sealed class DamageTests(SharedSources sources)
{
    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip")]
    [InlineData("--volume-size 1M --group 64K")]
    public async Task A_flipped_byte_costs_the_entry_whose_segment_it_is_in_and_is_told(string options)
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), options);
        var index = await archive.IndexAsync();
        var segments = archive
            .Volumes.SelectMany(volume => volume.Segments())
            .Where(segment => segment.HoldsEntry)
            .ToList();
        var samples = SharedSources.IsNightly ? 200 : 12;

        foreach (var hit in segments.Where((_, number) => number % (1 + (segments.Count / samples)) == 0))
        {
            Flip(hit);
            RestoresAllBut(LostWith(hit, index), archive);
            Flip(hit);
        }
    }

    /// <summary>A file of that name from an earlier time must not get the other names of the one that was lost.</summary>
    [Fact]
    public void The_further_names_of_a_lost_file_are_lost_with_it()
    {
        using var temp = new TempDirectory();
        var tree = new Tree(temp.At("source"));
        tree.File("first", new Noise(3).Bytes(30_000)).HardLink("second", "first").File("third").Finish();
        var archive = Archive.Of(tree.Root, temp.At("store"), "");
        var old = temp.Make($"into{tree.Root}");
        File.WriteAllText($"{old}/first", "old");
        Flip(archive.Volumes[0].Segments().MaxBy(segment => segment.Stored)!);

        var result = TarnProgram.Run(
            $"restore {archive.Store} --into {temp.At("into")} --overwrite always --json"
        );

        Assert.Equal([$"{tree.Root}/first", $"{tree.Root}/second"], DamagedPaths(result.AssertStatus(4)));
        Assert.Equal("old", File.ReadAllText($"{old}/first"));
        Assert.False(File.Exists($"{old}/second"));
        Assert.True(File.Exists($"{old}/third"));
    }

    private void RestoresAllBut(HashSet<string> lost, Archive archive)
    {
        using var into = new TempDirectory();

        var result = TarnProgram.Run($"restore {archive.Store} --into {into.Path} --json -q");

        result.AssertStatus(4);
        Assert.Equal(lost.Order(StringComparer.Ordinal), DamagedPaths(result).Order(StringComparer.Ordinal));
        var restored = TreeListing.Of("", into.Path);
        Assert.All(lost, path => Assert.True(IsDirectory(path) || !restored.Items.ContainsKey(path), path));
        sources
            .Awkward.Listing.Where((path, _) => !lost.Contains(path))
            .WithoutGroups()
            .AssertRestored(
                restored
                    .Where(
                        (path, _) => sources.Awkward.Listing.Items.ContainsKey(path) && !lost.Contains(path)
                    )
                    .WithoutGroups()
            );
    }

    /// <summary>What begins with that segment or goes on in it, with all further names of those files.</summary>
    private static HashSet<string> LostWith(
        Segment hit,
        List<(string Path, Format.Index.IndexEntry Entry)> index
    )
    {
        var lost = index.FindAll(entry => entry.Entry.Location.Sequence == hit.EntrySequence);
        var targets = lost.Select(entry => entry.Entry.Entry.Path).ToHashSet();
        var links = index.Where(entry =>
            entry.Entry.Entry is Entry.HardLink link && targets.Contains(link.Target)
        );
        return [.. lost.Concat(links).Select(entry => entry.Path)];
    }

    private static IEnumerable<string> DamagedPaths(ToolResult result)
    {
        foreach (var line in result.Lines)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("type").GetString() == "problem")
            {
                Assert.Equal("damaged", json.RootElement.GetProperty("kind").GetString());
                var bytes = json.RootElement.TryGetProperty("path_bytes", out var exact)
                    ? exact.GetBytesFromBase64()
                    : Encoding.UTF8.GetBytes(json.RootElement.GetProperty("path").GetString()!);
                yield return $"/{Encoding.Latin1.GetString(bytes)}";
            }
        }
    }

    private bool IsDirectory(string path) => sources.Awkward.Listing.Items[path].Type == 'd';

    /// <summary>Changes the byte in the middle of a segment; twice, and it is as it was.</summary>
    private static void Flip(Segment segment)
    {
        using var file = new FileStream(segment.Volume, FileMode.Open, FileAccess.ReadWrite);
        var middle = segment.Offset + (segment.Stored / 2);
        file.Position = middle;
        var value = file.ReadByte();
        file.Position = middle;
        file.WriteByte((byte)(value ^ 0x10));
    }
}
