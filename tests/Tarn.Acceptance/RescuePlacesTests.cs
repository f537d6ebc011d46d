using System.Globalization;
using System.Text.Json;
using Tarn.Acceptance.Harness;
using Tarn.Format.Model;
using Xunit;

namespace Tarn.Acceptance;

/// <summary><c>rescue --from --to --next --entry</c>: the program at any byte of a volume.</summary>
public sealed class RescuePlacesTests
{
    /// <summary>Of spec/segments.md.</summary>
    private static readonly string[] Kinds =
    [
        "",
        "volume_start",
        "entry",
        "continuation",
        "end",
        "index",
        "padding",
        "volume_end",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("--compression gzip")]
    public void A_walk_from_the_end_of_one_segment_to_the_next_meets_each_once(string options)
    {
        using var temp = new TempDirectory();
        var volume = SomeTree(temp, options).Volumes[0];
        var walked = new List<(long Offset, string Kind, long Sequence, int Stored)>();
        var ids = new HashSet<string>();

        for (long from = 0; ; from = walked[^1].Offset + walked[^1].Stored)
        {
            var result = TarnProgram.Run($"rescue {volume.Path} --from {from} --next");
            if (result.Status == 10)
            {
                Assert.Contains("no whole segment", result.Errors, StringComparison.Ordinal);
                break;
            }
            var words = Assert.Single(result.AssertSilent().Lines).Split(' ');
            Assert.Equal(5, words.Length);
            walked.Add((Number(words[0]), words[1], Number(words[3]), (int)Number(words[4])));
            ids.Add(words[2]);
        }

        Assert.Equal(
            volume.Segments().Select(each => (each.Offset, Kinds[each.Kind], each.Sequence, each.Stored)),
            walked
        );
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(ids));
    }

    [Fact]
    public void The_next_segment_is_told_as_json_too()
    {
        using var temp = new TempDirectory();
        var volume = SomeTree(temp, "").Volumes[0];
        var second = volume.Segments()[1];

        var result = TarnProgram.Run($"rescue {volume.Path} --from {second.Offset - 1} --next --json");

        using var json = JsonDocument.Parse(Assert.Single(result.AssertSilent().Lines));
        Assert.Equal("segment", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(second.Offset, json.RootElement.GetProperty("offset").GetInt64());
        Assert.Equal("entry", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("volume").GetInt32());
        Assert.Equal(second.Sequence, json.RootElement.GetProperty("sequence").GetInt64());
        Assert.Equal(second.Stored, json.RootElement.GetProperty("stored_length").GetInt32());
        Assert.Equal(32, json.RootElement.GetProperty("archive").GetString()!.Length);
    }

    [Fact]
    public async Task Each_entry_comes_out_alone_and_is_named()
    {
        using var temp = new TempDirectory();
        var archive = SomeTree(temp, "");
        var volume = archive.Volumes[0];
        foreach (var (path, entry) in await archive.IndexAsync())
        {
            var result = TarnProgram.Run($"rescue {volume.Path} --from {entry.Location.Offset} --entry");

            result.AssertStatus(0);
            Assert.Contains($"'{path}'", result.Errors, StringComparison.Ordinal);
            Assert.Equal(entry.Entry is Entry.File ? File.ReadAllBytes(path) : [], result.Output);
        }
    }

    [Fact]
    public void A_damaged_entry_is_told_of_and_not_written()
    {
        using var temp = new TempDirectory();
        var volume = SomeTree(temp, "").Volumes[0];
        var begin = volume.Segments().Last(segment => segment.BeginsEntry);
        var bytes = File.ReadAllBytes(volume.Path);
        bytes[begin.Offset + begin.Stored - 1] ^= 1;
        File.WriteAllBytes(volume.Path, bytes);

        var entry = TarnProgram.Run($"rescue {volume.Path} --from {begin.Offset} --entry");
        var next = TarnProgram.Run($"rescue {volume.Path} --from {begin.Offset} --next");

        Assert.Empty(entry.AssertStatus(4).Output);
        Assert.Contains($"at byte {begin.Offset}", entry.Errors, StringComparison.Ordinal);
        Assert.StartsWith($"{begin.Offset + begin.Stored} ", next.AssertStatus(0).Text);
        Assert.Contains("1 segment was passed over", next.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_lies_in_the_part_is_restored()
    {
        using var temp = new TempDirectory();
        var volume = SomeTree(temp, "").Volumes[0];
        var files = volume.Segments().FindAll(segment => segment.BeginsEntry && segment.EndsEntry);
        var (from, to) = (files[^2].Offset, files[^1].Offset);

        TarnProgram
            .Run($"rescue {volume.Path} --from {from} --to {to} --into {temp.At("into")} -q")
            .AssertStatus(5);

        var restored = Directory.GetFiles(temp.At("into"), "*", SearchOption.AllDirectories);
        Assert.EndsWith("/source/c", Assert.Single(restored), StringComparison.Ordinal);
    }

    [Fact]
    public void Disks_come_through_a_pipe_too()
    {
        using var temp = new TempDirectory();
        var volume = SomeTree(temp, "").Volumes[0];
        var last = volume.Segments()[^1];

        var found = Tool.Shell($"{TarnProgram.Path} rescue - --from {last.Offset} --next <{volume.Path}");
        var none = Tool.Shell($"{TarnProgram.Path} rescue - --from 4G --next <{volume.Path}");

        Assert.StartsWith($"{last.Offset} volume_end ", found.AssertSilent().Text);
        none.AssertStatus(10);
    }

    [Theory]
    [InlineData("--from 0", "say one of")]
    [InlineData("--next --list", "say one of")]
    [InlineData("--next --entry", "say one of")]
    [InlineData("--next --from 5 --to 5", "no byte")]
    [InlineData("--next --from 1.5", "'1.5'")]
    [InlineData("--next --from -1", "-1")]
    [InlineData("--next --archive 01", "--archive")]
    [InlineData("--entry --report r", "--report")]
    [InlineData("--entry --map m.svg", "--map")]
    [InlineData("--entry --json", "JSON")]
    public void What_makes_no_sense_is_refused(string options, string words)
    {
        using var temp = new TempDirectory();
        var file = temp.At("file");
        File.WriteAllText(file, "text");

        var result = TarnProgram.Run($"rescue {file} {options}").AssertStatus(2);

        Assert.Contains(words, result.Errors + result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_is_one_of_one_file()
    {
        using var temp = new TempDirectory();
        File.WriteAllText(temp.At("a"), "text");
        File.WriteAllText(temp.At("b"), "text");

        var result = TarnProgram.Run($"rescue {temp.Path} --from 1 --next").AssertStatus(2);

        Assert.Contains("one file or disk, not 2", result.Errors, StringComparison.Ordinal);
    }

    private static Archive SomeTree(TempDirectory temp, string options)
    {
        var tree = new Tree(temp.At("source"));
        tree.File("a", new Noise(1).Bytes(50_000))
            .File("b", new Noise(2).Text(3000))
            .File("c", new Noise(3).Text(3000))
            .Symlink("link", "a")
            .Finish();
        return Archive.Of(tree.Root, temp.At("store"), $"--segment-size 8K {options}");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
