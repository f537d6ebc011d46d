using System.Text;
using System.Text.Json;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>What filters leave out of a backup and of a restore, and what dry runs tell of it (docs/filters.md).</summary>
public sealed class FilterTests : IDisposable
{
    private const string Signature = "Signature: 8a477f597d28d172789f06886806bc55";

    private readonly TempDirectory _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("--exclude '*.o'", "", "a a/x.txt b b/cache b/cache/c b/sub b/sub/a b/sub/a/x.txt top.txt")]
    [InlineData("--exclude cache/", "", "a a/x.o a/x.txt b b/sub b/sub/a b/sub/a/x.txt b/sub/y.o top.txt")]
    [InlineData(
        "--exclude a/x.txt",
        "",
        "a a/x.o b b/cache b/cache/c b/cache/z.o b/sub b/sub/a b/sub/y.o top.txt"
    )]
    [InlineData(
        "--exclude ROOT/a",
        "",
        "b b/cache b/cache/c b/cache/z.o b/sub b/sub/a b/sub/a/x.txt b/sub/y.o top.txt"
    )]
    [InlineData(
        "--include y.o --exclude '*.o' --exclude cache",
        "",
        "a a/x.txt b b/sub b/sub/a b/sub/a/x.txt b/sub/y.o top.txt"
    )]
    [InlineData(
        "--include '*/' --include '*.txt' --exclude '*'",
        "",
        "a a/x.txt b b/cache b/sub b/sub/a b/sub/a/x.txt top.txt"
    )]
    [InlineData(
        "--exclude 'ROOT/**/x.*'",
        "",
        "a b b/cache b/cache/c b/cache/z.o b/sub b/sub/a b/sub/y.o top.txt"
    )]
    [InlineData(
        "--exclude-from -",
        "# no\n\n*.o\n- cache/\n+ top.*\n- t*\n",
        "a a/x.txt b b/sub b/sub/a b/sub/a/x.txt top.txt"
    )]
    [InlineData(
        "--null --exclude-from -",
        "*.o\0cache/\0#x\0",
        "a a/x.txt b b/sub b/sub/a b/sub/a/x.txt top.txt"
    )]
    [InlineData(
        "--include-from - --exclude '*'",
        "*/\n*.txt\n",
        "a a/x.txt b b/cache b/sub b/sub/a b/sub/a/x.txt top.txt"
    )]
    public void A_backup_a_dry_run_and_a_restore_of_everything_agree(
        string options,
        string input,
        string kept
    )
    {
        var root = MakeTree();
        var rules = options.Replace("ROOT", root, StringComparison.Ordinal);
        var store = _temp.At("store");

        var foreseen = Tarn($"backup {root} --to {store} {rules} --dry-run", input).Output;
        Tarn($"backup {root} --to {store} {rules}", input);
        var stored = Tarn($"ls {store}").Output;
        Tarn($"backup {root} --to {_temp.At("all")}");
        Tarn($"restore {_temp.At("all")} --into {_temp.At("into")} {rules}", input);

        Assert.Equal(kept.Split(' '), Beneath(root, stored));
        Assert.Equal(stored, foreseen);
        Assert.Equal(kept.Split(' '), Find($"{_temp.At("into")}{root}"));
    }

    [Theory]
    [InlineData("--exclude=*.o")]
    [InlineData("--exclude=cache/")]
    [InlineData("--exclude=a/x.txt")]
    [InlineData("--exclude=/a")]
    [InlineData("--exclude=/*/sub")]
    [InlineData("--exclude=/b/**/x.txt")]
    [InlineData("--exclude=b/**")]
    [InlineData("--exclude=[!b]")]
    [InlineData("--exclude=?.o --exclude=t*")]
    [InlineData("--include=x.* --exclude=/a/* --exclude=/b/*/")]
    [InlineData("--include=*/ --include=*.txt --exclude=*")]
    public void Leaves_out_what_rsync_leaves_out(string rules)
    {
        var root = MakeTree();
        Tool.Shell($"set -f; rsync -a {rules} {root}/ {_temp.Make("copy")}/").AssertSilent();

        // What rsync calls / is the source.
        var ours = rules.Replace("=/", $"={root}/", StringComparison.Ordinal);
        var foreseen = Tarn($"backup {root} --dry-run {Quoted(ours)}").Output;

        Assert.Equal(Find(_temp.At("copy")), Beneath(root, foreseen));
    }

    [Theory]
    [InlineData("--exclude=*.o")]
    [InlineData("--exclude=cache")]
    [InlineData("--exclude=a/x.txt")]
    [InlineData("--exclude=[a-c]ache --exclude=top.*")]
    [InlineData("--exclude=sub/?.o")]
    public void Leaves_out_what_tar_leaves_out(string rules)
    {
        var root = MakeTree();
        var told = Tool.Shell($"set -f; tar -c --no-wildcards-match-slash {rules} -C {root} . | tar -t")
            .AssertSilent();

        var foreseen = Tarn($"backup {root} --dry-run {Quoted(rules)}").Output;

        Assert.Equal(
            told.Lines.Select(line => line[2..].TrimEnd('/'))
                .Where(line => line.Length > 0)
                .Order(StringComparer.Ordinal),
            Beneath(root, foreseen)
        );
    }

    [Fact]
    public void Of_caches_and_tagged_directories_the_same_is_stored_as_by_tar()
    {
        var root = MakeTree();
        File.WriteAllText($"{root}/b/cache/CACHEDIR.TAG", $"{Signature}\nmore");
        File.WriteAllText($"{root}/a/CACHEDIR.TAG", "no signature");
        File.WriteAllText($"{root}/b/sub/.nobackup", "");
        var store = _temp.At("store");

        Tarn($"backup {root} --to {store} --exclude-caches --exclude-if-present .nobackup");

        var told = Tool.Shell(
            $"tar -c --exclude-caches --exclude-tag=.nobackup -C {root} . 2>/dev/null | tar -t"
        );
        Assert.Equal(
            told.Lines.Select(line => line[2..].TrimEnd('/'))
                .Where(line => line.Length > 0)
                .Order(StringComparer.Ordinal),
            Beneath(root, Tarn($"ls {store}").Output)
        );
        Assert.Equal(
            "a a/CACHEDIR.TAG a/x.o a/x.txt b b/cache b/cache/CACHEDIR.TAG b/sub b/sub/.nobackup top.txt".Split(
                ' '
            ),
            Beneath(root, Tarn($"ls {store}").Output)
        );
    }

    [Fact]
    public void Paths_and_patterns_may_have_any_bytes()
    {
        var root = _temp.Make("source");
        Tool.Shell(
                @"printf 1 >$'new\nline'; printf 2 >$'\xff\xfe'; printf 3 >$'#x'; printf 4 >$'\xfe'; mkdir dir; printf 5 >$'dir/\xff'",
                root
            )
            .AssertSilent();
        var store = _temp.At("store");

        Tool.Shell(
                $"find {root} -type f -print0 | {TarnProgram.Path} backup --to {store} --null --files-from - "
                    + @"--exclude $'dir/\xff' --exclude $'[\xfe]'"
            )
            .AssertStatus(0);

        Assert.Equal(
            ["#x", "new\nline", "\u00FF\u00FE"],
            Tarn($"ls {store} -0")
                .Output.Split((char)0, StringSplitOptions.RemoveEmptyEntries)
                .Select(path => path[root.Length..])
        );
        Tool.Shell(
                $@"printf 'new\nline\0\xff*\0' | {TarnProgram.Path} restore {store} --into {_temp.At("into")} --exclude-from -"
            )
            .AssertStatus(0);
        Assert.Equal(["#x"], Find($"{_temp.At("into")}{root}"));
    }

    [Fact]
    public void A_list_of_paths_is_as_good_as_paths()
    {
        var root = MakeTree();
        var list = _temp.At("list");
        File.WriteAllText(list, $"# what to store\n{root}/a\n\n{root}/b/sub/y.o\n{root}/a/x.o\n");
        var store = _temp.At("store");

        Tarn($"backup --to {store} --files-from {list} {root}/top.txt");

        string[] stored = ["a", "a/x.o", "a/x.txt", "b/sub/y.o", "top.txt"];
        Assert.Equal(stored, Beneath(root, Tarn($"ls {store}").Output));
        File.WriteAllText(list, $"{root}/a/x.o\n{root}/top.txt\n");
        Tarn($"restore {store} --into {_temp.At("into")} --files-from {list}");
        Assert.Equal(["a", "a/x.o", "top.txt"], Find($"{_temp.At("into")}{root}"));
    }

    [Fact]
    public void The_set_of_a_list_does_not_depend_on_what_is_in_it()
    {
        var root = MakeTree();
        var store = _temp.At("store");
        foreach (var path in (string[])["a", "b"])
        {
            Tool.Shell(
                    $"echo {root}/{path} >{_temp.At("list")}; {TarnProgram.Path} backup --to {store} --files-from {_temp.At("list")}"
                )
                .AssertStatus(0);
        }

        using var first = JsonDocument.Parse(TarnProgram.Run($"list {store} --json").Lines[0]);
        var set = first.RootElement.GetProperty("set").GetString()!;

        Assert.EndsWith("-list", set, StringComparison.Ordinal);
        Assert.Equal(2, TarnProgram.Run($"list {store} --json --name {set}").AssertStatus(0).Lines.Length);
    }

    [Theory]
    [InlineData("backup --to STORE --files-from /dev/null", 2, "list of paths is empty")]
    [InlineData("backup --to STORE", 2, "nothing to back up")]
    [InlineData("backup ROOT --to STORE --exclude source", 2, "'source' excludes it")]
    [InlineData("backup ROOT --to STORE --include '*.txt' --exclude '*'", 2, "--include '*/'")]
    [InlineData("backup ROOT --to STORE --exclude '[a'", 2, "the pattern '[a' of --exclude is wrong")]
    [InlineData("backup ROOT --to STORE --exclude-from /no/list", 2, "the list '/no/list' cannot be read")]
    [InlineData("backup ROOT --to STORE --exclude-if-present a/b", 2, "without a slash")]
    [InlineData("backup --to STORE --files-from <(echo ROOT/none)", 1, "/none")]
    [InlineData("restore ALL --into INTO --files-from /dev/null", 2, "list of paths is empty")]
    [InlineData("restore - --into INTO --files-from -", 2, "only once")]
    [InlineData("restore ALL --into INTO --exclude '*'", 10, "leave out everything")]
    [InlineData(
        "restore ALL --into INTO --files-from <(echo no/such)",
        10,
        "'/no/such' is not in this archive"
    )]
    public void What_cannot_be_meant_is_refused_and_nothing_is_stored(string line, int status, string message)
    {
        var root = MakeTree();
        Tarn($"backup {root} --to {_temp.At("all")} -q");
        foreach (
            var (name, path) in new[]
            {
                ("ROOT", root),
                ("STORE", _temp.At("store")),
                ("ALL", _temp.At("all")),
                ("INTO", _temp.At("into")),
            }
        )
        {
            line = line.Replace(name, path, StringComparison.Ordinal);
        }

        var result = Tool.Shell($"{TarnProgram.Path} {line}").AssertStatus(status);

        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_temp.At("store")));
    }

    [Fact]
    public void An_excluded_path_among_others_is_said_and_the_rest_is_stored()
    {
        var root = MakeTree();

        var result = Run($"backup {root}/a {root}/b --to {_temp.At("store")} --exclude a").AssertStatus(0);

        Assert.Contains(
            $"'{root}/a' is left out as a whole: 'a' excludes it",
            result.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "b b/cache b/cache/c b/cache/z.o b/sub b/sub/y.o".Split(' '),
            Beneath(root, Tarn($"ls {_temp.At("store")}").Output)
        );
    }

    [Fact]
    public void What_is_left_out_is_counted_a_directory_as_one()
    {
        var root = MakeTree();
        File.WriteAllText($"{root}/b/sub/tag", "");
        var rules = $"--exclude a --exclude '*.o' --exclude-if-present tag";

        var backup = Summary($"backup {root} --to {_temp.At("store")} --json {rules}");
        var dry = Summary($"backup {root} --json --dry-run {rules}");
        Tarn($"backup {root} --to {_temp.At("all")} -q");
        var restore = Summary(
            $"restore {_temp.At("all")} --into {_temp.At("into")} --json --exclude a --exclude '*.o'"
        );

        // The directory a, z.o, and what is in sub.
        Assert.Equal(
            (3, 7, 0),
            (Number(backup, "left_out"), Number(backup, "entries"), Number(backup, "exit_status"))
        );
        Assert.Equal((3, 7), (Number(dry, "left_out"), Number(dry, "entries")));
        Assert.True(dry.GetProperty("dry_run").GetBoolean());
        // a, b/cache/z.o, b/sub/a, b/sub/y.o
        Assert.Equal(4, Number(restore, "left_out"));
        Assert.Equal("{}", backup.GetProperty("problems").GetRawText());
    }

    [Fact]
    public void The_next_name_of_a_file_holds_its_content_if_the_first_is_left_out()
    {
        var root = MakeTree();
        Tool.Shell("printf content >a/first.o; ln a/first.o b/second; ln a/first.o b/third", root)
            .AssertSilent();

        Tarn($"backup {root} --to {_temp.At("store")} --exclude '*.o'");
        Tarn($"restore {_temp.At("store")} --into {_temp.At("one")}");
        Tarn($"backup {root} --to {_temp.At("all")}");
        Tarn($"restore {_temp.At("all")} --into {_temp.At("two")} --exclude '*.o'");

        foreach (var into in (string[])["one", "two"])
        {
            Assert.Equal("content", File.ReadAllText($"{_temp.At(into)}{root}/b/second"));
            Assert.Equal(
                "2 2",
                Tool.Shell("echo $(stat -c %h second third)", $"{_temp.At(into)}{root}/b").Text.Trim()
            );
        }
    }

    [Fact]
    public void Out_of_a_pipe_a_name_whose_first_is_left_out_is_reported_and_never_made_of_something_else()
    {
        var root = MakeTree();
        Tool.Shell("printf content >a/first.o; ln a/first.o b/second", root).AssertSilent();
        var into = _temp.Make("into");
        Directory.CreateDirectory($"{into}{root}/a");
        File.WriteAllText($"{into}{root}/a/first.o", "another file");

        var result = Tool.Shell(
                $"{TarnProgram.Path} backup {root} --to - -q | {TarnProgram.Path} restore - --into {into} --exclude '*.o'"
            )
            .AssertStatus(3);

        Assert.Contains(
            "b/second': not restored: it is another name of",
            result.Errors,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists($"{into}{root}/b/second"));
        Assert.True(File.Exists($"{into}{root}/b/sub/a/x.txt"));
    }

    [Fact]
    public void Other_file_systems_are_left_out_but_the_directories_they_are_mounted_on()
    {
        Assert.SkipUnless(Posix.IsRoot, "only root mounts");
        var root = MakeTree();
        var script =
            $"mount -t tmpfs none {root}/b/cache && touch {root}/b/cache/inside && cd {root} && "
            + $"{TarnProgram.Path} backup . --dry-run -q && {TarnProgram.Path} backup . -x --dry-run -q && "
            + $"{TarnProgram.Path} backup . b/cache -x --dry-run -q";
        var probe = Tool.Shell("unshare -m true");
        Assert.SkipUnless(probe.Status == 0, "no private mounts here");

        var told = Tool.Shell($"unshare -m --propagation private bash -ec '{script}'").AssertSilent();

        var inside = told.Lines.Where(line => line.EndsWith("/cache/inside", StringComparison.Ordinal));
        var cache = told.Lines.Where(line => line.EndsWith("/cache", StringComparison.Ordinal));
        // Without -x, and where the PATHs say so.
        Assert.Equal((2, 3), (inside.Count(), cache.Count()));
    }

    [Fact]
    public void Dry_runs_write_nothing()
    {
        var root = MakeTree();
        Tarn($"backup {root} --to {_temp.At("all")} -q");
        Directory.CreateDirectory($"{_temp.At("into")}{root}/a");
        File.WriteAllText($"{_temp.At("into")}{root}/top.txt", "there");
        const string state = "find . -printf '%p %i %s %T@ %C@ %m\n' | sort";
        var before = Tool.Shell(state, _temp.Path).Text;

        Tarn($"backup {root} --to {_temp.At("store")} --dry-run");
        Tarn($"restore {_temp.At("all")} --into {_temp.At("none")} --dry-run");
        Tarn($"restore {_temp.At("all")} --into {_temp.At("into")} --overwrite always --dry-run");
        Tool.Shell(
                $"cat {_temp.At("all")}/* | {TarnProgram.Path} restore - --into {_temp.At("none")} --dry-run"
            )
            .AssertStatus(0);

        Assert.Equal(before, Tool.Shell(state, _temp.Path).Text);
    }

    [Theory]
    [InlineData("", "keep", 3)]
    [InlineData("--overwrite never", "keep", 0)]
    [InlineData("--overwrite if-newer", "keep", 0)]
    [InlineData("--overwrite if-changed", "replace", 0)]
    [InlineData("--overwrite always", "replace", 0)]
    public void A_dry_run_of_a_restore_foresees_what_the_restore_does(
        string overwrite,
        string outlook,
        int status
    )
    {
        var root = MakeTree();
        Tarn($"backup {root} --to {_temp.At("all")} -q");
        var into = _temp.At("into");
        Directory.CreateDirectory($"{into}{root}/a");
        File.WriteAllText($"{into}{root}/top.txt", "newer, and different");
        var line = $"restore {_temp.At("all")} --into {into} {overwrite} --json";

        var told = Run($"{line} --dry-run").AssertStatus(status);
        var piped = Tool.Shell(
            $"cat {_temp.At("all")}/* | {TarnProgram.Path} restore - --into {into} {overwrite} --json --dry-run"
        );
        var done = Run(line).AssertStatus(status);

        var outlooks = told
            .Lines.Where(one => one.Contains("\"entry\"", StringComparison.Ordinal))
            .Select(one => JsonDocument.Parse(one).RootElement)
            .ToDictionary(
                one => one.GetProperty("path").GetString()!,
                one => one.GetProperty("outlook").GetString(),
                StringComparer.Ordinal
            );
        Assert.Equal(outlook, outlooks[$"{root[1..]}/top.txt"]);
        Assert.Equal("update", outlooks[$"{root[1..]}/a"]);
        Assert.Equal("create", outlooks[$"{root[1..]}/a/x.txt"]);
        Assert.Equal(told.Lines[..^1], piped.Lines[..^1]);
        foreach (var member in (string[])["entries", "content_bytes", "kept"])
        {
            Assert.Equal(Number(Last(done), member), Number(Last(told), member));
        }
    }

    private string MakeTree()
    {
        var root = _temp.Make("source");
        Tool.Shell(
                "mkdir -p a b/cache b/sub/a; echo 1 >a/x.txt; echo 2 >a/x.o; echo 3 >b/cache/c; echo 4 >b/cache/z.o; "
                    + "echo 5 >b/sub/a/x.txt; echo 6 >b/sub/y.o; echo 7 >top.txt",
                root
            )
            .AssertSilent();
        return root;
    }

    private static ToolResult Run(string line, string input = "") =>
        Tool.Shell($"{TarnProgram.Path} {line}", input: Encoding.Latin1.GetBytes(input));

    /// <summary>Runs it, which must succeed; its output, each character one byte.</summary>
    private static (string Output, string Errors) Tarn(string line, string input = "")
    {
        var result = Run(line, input).AssertStatus(0);
        return (Encoding.Latin1.GetString(result.Output), result.Errors);
    }

    private static JsonElement Summary(string line) => Last(Run(line).AssertStatus(0));

    private static JsonElement Last(ToolResult result)
    {
        using var json = JsonDocument.Parse(result.Lines[^1]);
        return json.RootElement.Clone();
    }

    private static long Number(JsonElement json, string member) => json.GetProperty(member).GetInt64();

    /// <summary>Lines that are paths in an archive, as paths beneath the tree, without the tree itself.</summary>
    private static IEnumerable<string> Beneath(string root, string told) =>
        told.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(path => path.Length < root.Length ? "" : path[root.Length..])
            .Where(path => path.Length > 0)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Find(string directory) =>
        Tool.Shell("find . -mindepth 1 -printf '%P\\n'", directory)
            .AssertSilent()
            .Lines.Order(StringComparer.Ordinal);

    /// <summary>Each word in quotes.</summary>
    private static string Quoted(string words) => $"'{words.Replace(" ", "' '", StringComparison.Ordinal)}'";
}
