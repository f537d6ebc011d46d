using Tarn.Acceptance.Harness;
using Tarn.Acceptance.Harness.Faults;
using Tarn.Format.Index;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>What cannot be read is told, one by one, and costs nothing else.</summary>
public sealed class UnreadableSourcesTests : IDisposable
{
    private const int LargeSize = 700_000;
    private const int ShrankFlag = 0x0004;

    /// <summary>What the kernel reads at once, at most, with the parameters that <see cref="FaultyFiles"/> answers.</summary>
    private const int LargestRead = 128 << 10;

    private static readonly (int Errno, string Text)[] Errors =
    [
        (1, "Operation not permitted"),
        (2, "No such file or directory"),
        (5, "Input/output error"),
        (12, "Cannot allocate memory"),
        (13, "Permission denied"),
        (116, "something else has taken its place"),
    ];

    /// <summary>With segments so small that the large file takes several.</summary>
    private static readonly string[] Options = SharedSources.IsNightly
        ?
        [
            "--segment-size 64K",
            "--segment-size 64K --volume-size 1M",
            "--compression gzip --segment-size 64K --volume-size 1M",
            "--segment-size 64K --group 64K --hash sha256",
            "--segment-size 64K --hash none -j 1",
        ]
        : ["--segment-size 64K --volume-size 1M"];

    private readonly TempDirectory _temp = new();
    private readonly byte[] _small = new Noise(1).Bytes(5_000);
    private readonly byte[] _large = new Noise(2).Bytes(LargeSize);

    public static TheoryData<int, string, string> Failures()
    {
        var data = new TheoryData<int, string, string>();
        foreach (var options in Options)
        {
            foreach (var (errno, text) in Errors)
            {
                data.Add(errno, text, options);
            }
        }
        return data;
    }

    public void Dispose() => _temp.Dispose();

    /// <summary>Each run has fourteen calls fail.</summary>
    [Theory]
    [MemberData(nameof(Failures))]
    public void Whatever_call_fails_with_whatever_error_everything_else_is_stored(
        int errno,
        string text,
        string options
    ) =>
        PrivateMounts.Run(() =>
        {
            var source = _temp.Make("source");
            using var files = new FaultyFiles(source);
            MakeTree(files, errno);

            var result = TarnProgram.Run($"backup {source} --to {_temp.At("store")} --json {options}");

            AssertTold(ToldProblem.Of(result.AssertStatus(3)), source, text);
            var archive = Archive.In(_temp.At("store"));
            AssertStored(archive, source);
            AssertFlagged(archive, $"{source}/read-large");
        });

    [Fact]
    public void An_ordinary_user_stores_what_he_may_read_and_hears_of_the_rest()
    {
        var tree = new Tree(_temp.At("source"));
        tree.File("closed", _small, mode: "0")
            .Directory("closed-directory")
            .File("closed-directory/f")
            .Directory("no-entrance")
            .File("no-entrance/f")
            .Directory("no-view")
            .File("no-view/f")
            .File("open", _small);
        tree.Finish();
        Posix.SetMode($"{tree.Root}/closed-directory", 0);
        Posix.SetMode($"{tree.Root}/no-entrance", 0x124); // 0444
        Posix.SetMode($"{tree.Root}/no-view", 0x49); // 0111
        Posix.SetMode(_temp.Make("store"), 0x1FF); // 0777

        var result = TarnProgram.RunAsOrdinaryUser($"backup {tree.Root} --to {_temp.At("store")} --json");

        string[] missed = ["closed", "closed-directory", "no-entrance/f", "no-view"];
        var told = ToldProblem.Of(result.AssertStatus(3));
        Assert.Equal(missed.Select(name => $"{tree.Root}/{name}"), told.Select(problem => problem.Path));
        Assert.All(told, problem => Assert.EndsWith("Permission denied", problem.Message));
        string[] stored = ["", "/closed-directory", "/no-entrance", "/no-view", "/open"];
        Assert.Equal(stored.Select(name => tree.Root + name), Archive.In(_temp.At("store")).Paths);
        foreach (var name in (string[])["closed-directory", "no-entrance", "no-view"])
        {
            Posix.SetMode($"{tree.Root}/{name}", 0x1C0); // so that it can be removed
        }
    }

    private void MakeTree(FaultyFiles files, int errno)
    {
        files.File("fine-a", _small);
        files.File("list", _small).Fault = Fails(FileCall.ListAttributes, errno);
        files.Directory("list-directory").Fault = Fails(FileCall.ListAttributes, errno);
        files.File("list-large", _large).Fault = Fails(FileCall.ListAttributes, errno);
        files.File("look", _small).Fault = Fails(FileCall.Look, errno);
        files.File("open", _small).Fault = Fails(FileCall.Open, errno);
        files.File("open-large", _large).Fault = Fails(FileCall.Open, errno);
        var closed = files.Directory("opendir");
        closed.Fault = Fails(FileCall.OpenDirectory, errno);
        files.File("x", _small, closed);
        files.File("read", _small).Fault = Fails(FileCall.Read, errno);
        files.File("read-large", _large).Fault = Fails(FileCall.Read, errno, LargeSize / 2);
        var broken = files.Directory("readdir");
        broken.Fault = Fails(FileCall.ReadDirectory, errno, 1);
        files.File("x", _small, broken);
        files.File("y", _small, broken);
        files.Symlink("readlink", "fine-a").Fault = Fails(FileCall.ReadLink, errno);
        var twice = files.File("twice-a", _small);
        twice.Links = 2;
        twice.Fault = Fails(FileCall.Open, errno);
        files.Add("twice-b", twice);
        var valued = files.File("value", _small);
        valued.Attributes["user.lost"] = [1];
        valued.Fault = Fails(FileCall.GetAttribute, errno);
        files.File("z", _large);
    }

    private static Func<FileCall, int, long, int> Fails(FileCall call, int errno, long offset = 0) =>
        (asked, _, at) => asked == call && at >= offset ? errno : 0;

    private static void AssertTold(List<ToldProblem> told, string source, string text)
    {
        string[] missed =
        [
            "list",
            "list-directory",
            "list-large",
            "look",
            "open",
            "open-large",
            "opendir",
            "read",
            "read-large",
            "readdir",
            "readlink",
            "twice-a",
            "twice-b",
            "value",
        ];
        Assert.Equal(
            missed.Select(name => $"{source}/{name}"),
            told.Select(problem => problem.Path).Order(StringComparer.Ordinal)
        );
        Assert.All(told, problem => Assert.Equal("unreadable", problem.Kind));
        Assert.All(told, problem => Assert.StartsWith($"'{problem.Path}': ", problem.Message));
        var messages = told.ToDictionary(
            problem => problem.Path[(source.Length + 1)..],
            problem => problem.Message
        );
        Assert.Contains($"another name of '{source}/twice-a'", messages["twice-b"]);
        Assert.All(messages.Where(pair => pair.Key != "twice-b"), pair => Assert.Contains(text, pair.Value));
        Assert.Contains("zeros stand for the rest", messages["read-large"]);
        Assert.Contains("stored without its extended attributes user.lost", messages["value"]);
        foreach (var name in (string[])["list", "list-directory", "list-large"])
        {
            Assert.Contains("stored without its extended attributes: ", messages[name]);
        }
    }

    private void AssertStored(Archive archive, string source)
    {
        string[] stored =
        [
            "",
            "/fine-a",
            "/list",
            "/list-directory",
            "/list-large",
            "/opendir",
            "/read-large",
            "/readdir",
            "/readdir/x",
            "/readdir/y",
            "/value",
            "/z",
        ];
        Assert.Equal(stored.Select(name => source + name), archive.Paths);
        TarReader.AssertListedByAll(archive);
        var into = _temp.At("into");
        TarnProgram.Restore(archive.Store, into);
        foreach (var name in (string[])["/fine-a", "/list", "/readdir/x", "/readdir/y", "/value"])
        {
            Assert.Equal(_small, File.ReadAllBytes(into + source + name));
        }
        Assert.Equal(_large, File.ReadAllBytes($"{into}{source}/list-large"));
        Assert.Equal(_large, File.ReadAllBytes($"{into}{source}/z"));
        var partly = File.ReadAllBytes($"{into}{source}/read-large");
        var read = partly.AsSpan().CommonPrefixLength(_large);
        Assert.InRange(read, (LargeSize / 2) - LargestRead, (LargeSize / 2) + LargestRead);
        Assert.Equal([.. _large[..read], .. new byte[LargeSize - read]], partly);
    }

    private static void AssertFlagged(Archive archive, string path)
    {
        var index = archive.IndexAsync().Result;
        var flagged = Assert.Single(index, entry => entry.Entry.Flags != EntryFlags.None);
        Assert.Equal((path, EntryFlags.Shrank), (flagged.Path, flagged.Entry.Flags));
        var segments = archive.Volumes.SelectMany(volume => volume.Segments());
        var marked = Assert.Single(segments, segment => (segment.Flags & ShrankFlag) != 0);
        Assert.Equal(flagged.Entry.Location.Sequence, marked.EntrySequence);
        Assert.True(marked.EndsEntry);
    }
}
