using System.Globalization;
using System.Text;
using System.Text.Json;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>What list, ls and cat tell is what was backed up.</summary>
public sealed class BrowseTests(SharedSources sources)
{
    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip --group 64K")]
    public void Ls_tells_every_path_with_its_kind_mode_owner_and_size(string options)
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), options);

        var told = TarnProgram.Run($"ls {archive.Store} --json").AssertStatus(0).Lines.Select(Told);

        Assert.Equal(
            sources.Awkward.Listing.Items.Select(pair => Expected(pair.Key, pair.Value)),
            told.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Ls_rounds_sizes_when_asked()
    {
        using var temp = new TempDirectory();
        File.WriteAllBytes(temp.At("small"), new byte[17]);
        File.WriteAllBytes(temp.At("large"), new byte[(5 << 20) + (1 << 18)]);
        TarnProgram
            .Run($"backup {temp.At("small")} {temp.At("large")} --to {temp.At("store")}")
            .AssertStatus(0);

        var lines = TarnProgram.Run($"ls -lh {temp.At("store")}").AssertSilent().Lines;

        Assert.Equal(
            ["5.2M", "17"],
            lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2])
        );
        Assert.Equal(lines, TarnProgram.Run($"ls {temp.At("store")} --long --human-readable").Lines);
        Assert.StartsWith("tarn ls [STORE", TarnProgram.Run($"ls -h {temp.At("store")}").AssertSilent().Text);
    }

    [Fact]
    public void Cat_gives_the_bytes_of_files_with_awkward_names()
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), "--volume-size 1M");
        var names = sources.Awkward.Listing.Items.Where(pair =>
            pair.Key.Contains("/names/") && pair.Value.Type == '-'
        );

        foreach (var (path, item) in names.Where((_, number) => number % 4 == 0))
        {
            var result = Tool.Shell(
                    $"{TarnProgram.Path} cat {archive.Store} latest {Quoted(path)} | sha256sum"
                )
                .AssertSilent();
            Assert.Equal($"{item.Content.Split(' ')[1]}  -\n", result.Text);
        }
    }

    [Fact]
    public void One_path_that_is_restored_comes_alone()
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), "--volume-size 1M");
        var wanted = $"{sources.Awkward.Roots[0]}/links";

        TarnProgram.Run($"restore {archive.Store} latest {wanted} --into {temp.At("into")}").AssertStatus(0);

        sources
            .Awkward.Listing.Where(
                (path, _) => path == wanted || path.StartsWith($"{wanted}/", StringComparison.Ordinal)
            )
            .WithoutGroups() // One file there has its first name elsewhere.
            .AssertRestored(TreeListing.Of(wanted, temp.At("into")).WithoutGroups());
        Assert.Equal(
            1 + wanted.Count(letter => letter == '/'),
            Ancestors(TreeListing.Of("", temp.At("into")), wanted)
        );
    }

    private static int Ancestors(TreeListing all, string wanted) =>
        all.Items.Keys.Count(path => !path.StartsWith($"{wanted}/", StringComparison.Ordinal));

    private static string Expected(string path, TreeItem item) =>
        $"{path} {item.Type} {item.Mode.PadLeft(4, '0')} {item.Owner} {(item.Type == '-' ? item.Content.Split(' ')[0] : "")}";

    private string Told(string line)
    {
        using var json = JsonDocument.Parse(line);
        var entry = json.RootElement;
        var path = entry.TryGetProperty("path_bytes", out var bytes)
            ? Encoding.Latin1.GetString(bytes.GetBytesFromBase64())
            : Posix.Name(entry.GetProperty("path").GetString()!);
        path = $"/{path.TrimStart('/')}";
        var kind = entry.GetProperty("kind").GetString();
        var size = entry.TryGetProperty("size", out var number) ? number.GetInt64() : -1;
        if (kind == "hard_link")
        {
            // A further name: what it is stands with the first.
            return Expected(path, sources.Awkward.Listing.Items[path]);
        }
        var type = kind switch
        {
            "file" => '-',
            "directory" => 'd',
            "symlink" => 'l',
            "fifo" => 'p',
            _ => '?',
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{path} {type} {entry.GetProperty("mode").GetString()} {entry.GetProperty("uid")}:{entry.GetProperty("gid")} {(size < 0 ? "" : size)}"
        );
    }

    private static string Quoted(string path) =>
        $"$'{string.Concat(path.Select(letter => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}")))}'";
}
