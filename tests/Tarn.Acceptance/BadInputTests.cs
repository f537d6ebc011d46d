using System.Text;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// What is wrong is said: what, where, and what to do, with the documented exit status, and nothing is changed by it.
/// The whole messages are in Transcripts/BadInput.txt, which TARN_WRITE_TRANSCRIPTS=1 writes afresh.
/// </summary>
public sealed class BadInputTests(BadPlace place) : IClassFixture<BadPlace>
{
    private static readonly string File = Checkout.At("tests/Tarn.Acceptance/Transcripts/BadInput.txt");

    /// <summary>Something wrong that is typed, its exit status, and words that must be in what is said.</summary>
    /// <param name="What">Why it is wrong.</param>
    /// <param name="Command">A line of shell.</param>
    /// <param name="Status">Its exit status.</param>
    /// <param name="Words">Parts of the message.</param>
    private sealed record Situation(string What, string Command, int Status, params string[] Words)
    {
        internal bool NeedsRoot => Command.StartsWith("read_only ", StringComparison.Ordinal);
    }

    private static readonly Situation[] Stores =
    [
        new("a directory of other files", "tarn list other", 10, "'other'", "right directory"),
        new("a directory of other files", "tarn ls other", 10, "'other'", "right directory"),
        new("a directory of other files", "tarn restore other --into new", 10, "right directory"),
        new("an empty directory", "tarn list empty", 0, "'empty'", "no archive yet"),
        new("an empty directory", "tarn ls empty", 10, "'empty'", "no archive yet"),
        new("an empty directory", "tarn restore empty --into new", 10, "no archive yet"),
        new("a file", "tarn list file", 10, "'file'", "there must be a directory"),
        new("a device", "tarn ls /dev/null", 10, "'/dev/null'", "there must be a directory"),
        new("nothing there", "tarn list nowhere", 10, "'nowhere'", "path is right"),
        new("nothing there", "tarn restore nowhere --into new", 10, "'nowhere'", "path is right"),
        new("a link to nothing", "tarn ls dangling", 10, "'dangling'", "path is right"),
        new("no permission", "as_user tarn list closed", 1, "'closed'", "Permission denied", "run as"),
        new("no such set", "tarn ls store --name work", 10, "'work'", "tarn list"),
        new("no such set", "tarn list store --name work", 10, "'work'", "tarn list"),
        new("no such archive", "tarn ls store 2001-01-01", 10, "'2001-01-01'", "tarn list"),
        new("no such archive", "tarn ls store x", 10, "'x'", "4 digits"),
        new("no such path", "tarn ls store latest /nope", 10, "'/nope'", "not in this archive"),
        new("no such path", "tarn cat store latest /nope", 10, "'/nope'", "not in this archive"),
        new("no such path", "tarn restore store latest /nope --into new", 10, "'/nope'"),
        new("a path of a directory", "tarn cat store latest $PWD/source", 10, "no regular file"),
        new("a newer one that is not complete", "tarn list overtaken", 0),
        new(
            "a newer one that is not complete",
            "tarn ls overtaken",
            0,
            "is newer",
            "not complete",
            "tarn list"
        ),
        new("two stores in one", "tarn ls mixed", 10, "'mixed'", "2 archives", "--name"),
    ];

    private static readonly Situation[] Backups =
    [
        new("nothing to back up", "tarn backup nowhere --to new --name home", 1, "nowhere'", "path is right"),
        new("one of two is missing", "tarn backup source nowhere --to new --name home", 1, "nowhere'"),
        new(
            "a source behind a file",
            "tarn backup file/x --to new --name home",
            1,
            "file/x'",
            "Not a directory"
        ),
        new(
            "a source without permission",
            "as_user tarn backup closed-file --to full --name home",
            1,
            "Permission denied"
        ),
        new(
            "a store that is a file",
            "tarn backup source --to file --name home",
            1,
            "'file'",
            "there must be a directory"
        ),
        new(
            "a store that is a device",
            "tarn backup source --to /dev/null --name home",
            1,
            "there must be a directory"
        ),
        new(
            "a store behind a file",
            "tarn backup source --to file/x --name home",
            1,
            "'file/x'",
            "there must be a directory"
        ),
        new(
            "a store that is a link to nothing",
            "tarn backup source --to dangling --name home",
            1,
            "'dangling'"
        ),
        new(
            "a store without permission",
            "as_user tarn backup source --to locked --name home",
            1,
            "'locked'",
            "run as"
        ),
        new(
            "a store without permission",
            "as_user tarn backup source --to closed --name home",
            1,
            "'closed'",
            "run as"
        ),
        new(
            "a store to be made without permission",
            "as_user tarn backup source --to locked/new --name home",
            1,
            "run as"
        ),
        new(
            "a store on a read-only file system",
            "read_only store tarn backup source --to store --name home",
            1,
            "'store'",
            "mount the file system writable"
        ),
    ];

    private static readonly Situation[] Targets =
    [
        new(
            "a target that is a file",
            "tarn restore store --into file",
            1,
            "'file'",
            "there must be a directory"
        ),
        new(
            "a target behind a file",
            "tarn restore store --into file/x",
            1,
            "'file/x'",
            "there must be a directory"
        ),
        new(
            "a target that is a device",
            "tarn restore store --into /dev/null",
            1,
            "there must be a directory"
        ),
        new("a target that is a link to nothing", "tarn restore store --into dangling", 1, "'dangling'"),
        new(
            "a target to be made without permission",
            "as_user tarn restore mail --into locked/new",
            1,
            "run as"
        ),
        new(
            "a target without permission",
            "as_user tarn restore mail --into locked",
            3,
            "'locked/",
            "Permission denied",
            "once the cause is gone"
        ),
        new(
            "a target on a read-only file system",
            "read_only empty tarn restore mail --into empty",
            3,
            "'empty/",
            "Read-only file system"
        ),
        new(
            "two files of one name",
            "tarn restore store latest $PWD/source/small $PWD/source/small-too --into new --strip-components 9",
            10,
            "no path has more than 9 parts"
        ),
    ];

    private static readonly Situation[] Damage =
    [
        new("a volume without its beginning", "tarn list without-beginning", 0, "1 file is no volume"),
        new(
            "a volume without its beginning",
            "tarn restore without-beginning $(id without-beginning) --into new -q",
            5,
            "volume 2",
            "bytes are lost",
            "large.partial'"
        ),
        new(
            "a volume without its middle",
            "tarn restore without-middle $(id without-middle) --into new -q",
            4,
            "volume 2",
            "large.partial'"
        ),
        new("a volume without its end", "tarn list without-end", 0),
        new("a volume without its end", "tarn restore without-end --into new -q", 4, "no readable end"),
        new(
            "a volume without its end",
            "tarn restore without-end $(id without-end) --into new -q",
            4,
            "volume 2",
            "no readable end"
        ),
        new("a volume of no length", "tarn list emptied", 0, "1 file is no volume"),
        new("a volume of no length", "tarn restore emptied --into new -q", 5, "volume 2 is missing"),
        new("all volumes of no length", "tarn ls alone", 10, "'alone'"),
        new("a volume missing", "tarn ls gap", 5, "volume 2 is missing"),
        new("a volume missing", "tarn restore gap $(id gap) --into new -q", 5, "volume 2 is missing"),
        new("the last volume missing", "tarn restore unfinished --into new", 5, "the archive is incomplete"),
        new(
            "a path that may be in what is missing",
            "tarn cat unfinished $(id unfinished) $PWD/source/small",
            5,
            "source/small'",
            "left of the index"
        ),
        new(
            "a path that may be in what is missing",
            "tarn ls unfinished $(id unfinished) $PWD/source/small",
            5,
            "left of the index"
        ),
        new(
            "a path that may be in what is missing",
            "tarn restore unfinished $(id unfinished) $PWD/source/small --into new",
            5,
            "left of the index"
        ),
        new("a volume with a wrong check", "tarn restore flipped --into new -q", 4, "no readable start"),
        new("volumes from the future", "tarn list newer", 1, "version 2", "use a newer Tarn"),
        new("volumes from the future", "tarn restore newer --into new", 1, "version 2", "use a newer Tarn"),
        new("one volume from the future", "tarn list one-newer", 4, "1 volume", "use a newer Tarn"),
        new("one volume from the future", "tarn ls one-newer", 5, "use a newer Tarn", "volume 2 is missing"),
    ];

    private static readonly Situation[] Streams =
    [
        new("nothing comes in", "tarn ls - </dev/null", 5, "nothing came in", "give all volumes"),
        new("text comes in", "tarn list - <file", 4, "not begin as a Tarn volume", "give all volumes"),
        new("noise comes in", "tarn ls - </dev/urandom", 4, "not begin as a Tarn volume"),
        new("zeros come in", "tarn restore - --into new </dev/zero", 4, "not begin as a Tarn volume"),
        new("a plain tar comes in", "tarn ls - <plain.tar", 4, "not begin as a Tarn volume"),
        new("a compressed tar comes in", "tarn ls - <plain.tar.gz", 4, "not begin as a Tarn volume"),
        new("a directory comes in", "tarn ls - <source", 1, "standard input", "connect it"),
        new("standard input is closed", "tarn ls - <&-", 1, "standard input is closed"),
        new(
            "the second volume comes first",
            "pipe store/*.00000[23].* | tarn ls -",
            5,
            "volume 2",
            "volume 1",
            "give all volumes"
        ),
        new(
            "a volume is missing",
            "pipe store/*.00000[13].* | tarn ls - >/dev/null",
            5,
            "volume 3",
            "volume 2"
        ),
        new(
            "the end is missing",
            "pipe store/* | head -c 1500000 | tarn ls - >/dev/null",
            4,
            "ends too early"
        ),
        new("volumes of two archives", "pipe store/* mail/* | tarn ls - >/dev/null", 4, "another archive"),
        new(
            "a volume of another archive",
            "pipe store/*.000001.* mail/* | tarn ls - >/dev/null",
            4,
            "another archive",
            "give all volumes"
        ),
        new("a volume from the future", "pipe newer/* | tarn ls -", 1, "version 2", "use a newer Tarn"),
        new("a choice of archives from a pipe", "pipe store/* | tarn ls - beef", 2, "one archive"),
        new("standard output is closed", "tarn ls store >&-", 1, "standard output is closed"),
        new(
            "standard output is closed",
            "tarn cat store latest $PWD/source/small >&-",
            1,
            "standard output is closed"
        ),
        new(
            "standard output is closed",
            "tarn backup source --to - --name home >&-",
            1,
            "standard output is closed"
        ),
        new("standard output is full", "tarn ls store >/dev/full", 1, "standard output", "No space left"),
        new(
            "standard output is full",
            "tarn backup source --to - --name home >/dev/full",
            1,
            "No space left"
        ),
        new("standard error is closed", "tarn ls store latest /nope 2>&-", 10),
        new("standard error is closed", "tarn restore mail --into new 2>&-", 0),
    ];

    private static readonly Situation[] Options =
    [
        new("no verb", "tarn", 2, "tarn backup PATH"),
        new("an unknown verb", "tarn frob", 2, "'frob'", "tarn --help"),
        new("an unknown option", "tarn backup source --to new --frob", 2, "'--frob'", "tarn backup --help"),
        new("no path", "tarn backup --to new", 2, "PATH", "tarn backup --help"),
        new("no store", "tarn backup source", 2, "--to STORE", "TARN_STORE"),
        new("no store", "tarn ls", 2, "STORE", "TARN_STORE"),
        new("another machine", "tarn backup source --to host:/backup", 2, "'host:/backup'", "./"),
        new("no value", "tarn backup source --to new --volume-size", 2, "--volume-size"),
        new("no value", "tarn backup source --to new --exclude= small", 2, "behind --exclude="),
        new(
            "an option where a value belongs",
            "tarn backup source --to new --exclude --dry-run",
            2,
            "--exclude has no value",
            "'--dry-run'"
        ),
        new(
            "a value that nothing takes",
            "tarn backup source --to new --dry-run=no",
            2,
            "--dry-run takes no value"
        ),
        new("an unknown letter", "tarn ls -la store", 2, "'-a'", "tarn ls --help"),
        new("one argument too many", "tarn list store mail", 2, "'mail'", "tarn list --help"),
        new("two files", "tarn cat store latest $PWD/source/small $PWD/source/large", 2, "one PATH"),
        new("a wrong size", "tarn backup source --to new --volume-size 10", 2, "'10'", "at least 1M"),
        new("a wrong size", "tarn backup source --to new --segment-size 1KB", 2, "'1KB'", "4K to 8M"),
        new("a wrong codec", "tarn backup source --to new --compression lzma", 2, "'lzma'", "zstd"),
        new("a wrong level", "tarn backup source --to new --compression zstd:99", 2, "'zstd:99'", "zstd:19"),
        new("a wrong hash", "tarn backup source --to new --hash md5", 2, "'md5'", "xxh128"),
        new("a wrong number", "tarn backup source --to new -j 0", 2, "'0'", "from 1 to"),
        new("a wrong fraction", "tarn backup source --to new --keep-whole 200%", 2, "'200%'"),
        new(
            "a list that is missing",
            "tarn backup --files-from nowhere --to new",
            2,
            "'nowhere'",
            "path is right"
        ),
        new("a list that is a directory", "tarn backup source --exclude-from source --to new", 2, "'source'"),
        new("a list of nothing", "tarn backup --files-from /dev/null --to new", 2, "list of paths is empty"),
        new("a list from nowhere", "tarn backup --files-from - --to new <&-", 2, "standard input is closed"),
        new("a wrong pattern", "tarn backup source --to new --exclude '[a'", 2, "'[a'", "has no ]"),
        new("an empty pattern", "tarn backup source --to new --exclude ''", 2, "''", "--exclude"),
        new(
            "a path that is left out",
            "tarn backup source --to new --exclude source",
            2,
            "source'",
            "left out"
        ),
        new("an empty name", "tarn backup source --to new --name ''", 2, "1 to 128 bytes"),
        new("an empty path", "tarn backup '' --to new", 2, "PATH is empty"),
        new("no directory", "tarn restore store", 2, "--into"),
        new("an empty directory name", "tarn restore store --into ''", 2, "--into"),
        new("a wrong word", "tarn restore store --into new --overwrite maybe", 2, "'maybe'", "if-newer"),
        new("a wrong number", "tarn restore store --into new --strip-components -1", 2, "'-1'"),
        new("a path for an archive", "tarn ls store /home", 2, "'/home'", "latest /home"),
        new("a path that none is", "tarn ls store latest /../x", 2, "'/../x'", "absolute"),
        new("an archive for a store", "tarn restore latest --into new", 10, "'latest'", "the STORE it is in"),
        new("too little", "tarn cat store", 2, "ARCHIVE", "tarn cat --help"),
    ];

    private static readonly Situation[] All =
    [
        .. Stores,
        .. Backups,
        .. Targets,
        .. Damage,
        .. Streams,
        .. Options,
    ];

    public static TheoryData<string> Commands() => [.. All.Select(situation => situation.Command)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_is_wrong_is_said_and_changes_nothing(string command)
    {
        var situation = All.Single(each => each.Command == command);
        Assert.SkipUnless(Posix.IsRoot || !situation.NeedsRoot, "only root may mount");
        var before = place.Listing;

        var (result, transcript) = place.Type(command);

        result.AssertStatus(situation.Status);
        Assert.All(situation.Words, word => Assert.Contains(word, result.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("a mistake in Tarn", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"{transcript}\n", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        place.Remove("new");
        Assert.Equal(before, place.Listing);
    }

    [Theory]
    [InlineData("tarn restore store latest /nope --into new", 10)]
    [InlineData("tarn restore store --into new --exclude '*'", 10)]
    [InlineData("tarn restore store --into new --strip-components 90", 10)]
    [InlineData("tarn restore unfinished $(id unfinished) $PWD/source/small --into new", 5)]
    [InlineData("tarn restore - --into new/new <file", 4)]
    [InlineData("tarn restore - --into new/new </dev/null", 5)]
    [InlineData("pipe store/* | tarn restore - latest /nope --into new", 10)]
    public void Makes_no_directory_for_nothing(string command, int status)
    {
        var before = place.Listing;

        place.Type(command).Result.AssertStatus(status);

        Assert.Equal(before, place.Listing);
    }

    [Fact]
    public void Writes_the_transcripts_when_asked()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("TARN_WRITE_TRANSCRIPTS") == "1",
            "TARN_WRITE_TRANSCRIPTS is not 1"
        );
        var all = new StringBuilder();
        foreach (var situation in All)
        {
            all.Append($"# {situation.What}\n{place.Type(situation.Command).Transcript}\n");
            place.Remove("new");
        }
        System.IO.File.WriteAllText(File, all.ToString());
    }

    [Fact]
    public void A_store_that_vanishes_in_the_middle_ends_the_run()
    {
        using var temp = new TempDirectory();
        System.IO.File.WriteAllBytes(temp.At("source"), new Noise(4).Bytes(20_000_000));
        var store = temp.Make("store");
        using var backup = TarnProgram.Start(
            $"backup {temp.At("source")} --to {store} --volume-size 1M --compression zstd:19"
        );
        while (Directory.GetFiles(store).Length == 0)
        {
            Assert.False(backup.HasExited, "it was over before its store could vanish");
            Thread.Yield();
        }
        Assert.True(backup.TryPause());
        Directory.Delete(store, recursive: true);
        backup.Resume();

        var message = backup.Finish().AssertStatus(1).Errors;

        Assert.Contains($"in '{store}'", message, StringComparison.Ordinal);
        Assert.Contains("what should be there is mounted", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(store));
    }
}
