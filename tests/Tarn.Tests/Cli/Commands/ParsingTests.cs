using Tarn.Cli;
using Tarn.Cli.Commands;
using Xunit;

namespace Tarn.Tests.Cli.Commands;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("backup")]
    [InlineData("backup x --volume-size 1048575")]
    [InlineData("backup x --segment-size 4095")]
    [InlineData("backup x --segment-size 17M")]
    [InlineData("backup x --group 17M")]
    [InlineData("backup x --compression lzma")]
    [InlineData("backup x --hash md5")]
    [InlineData("backup x -j 0")]
    [InlineData("backup x --to")]
    [InlineData("list a b")]
    [InlineData("list --bogus")]
    [InlineData("cat store latest")]
    [InlineData("restore store")]
    [InlineData("restore store --into d --overwrite maybe")]
    [InlineData("restore store --into d --strip-components -1")]
    [InlineData("backup x --to store --excludee y")]
    [InlineData("ls store --lnog -- -a")]
    [InlineData("backup --to store --exclude x")]
    [InlineData("backup x --to store --exclude")]
    [InlineData("frobnicate")]
    public void Refuses_wrong_usage(string line) => Assert.Throws<UsageException>(() => Check(line));

    [Theory]
    [InlineData(
        "backup a b c --to store -q -j4 --volume-size 1M --group 64K --keep-whole volume --hash none"
    )]
    [InlineData("backup a --to=- --json --name=mail")]
    [InlineData("backup a --to store --exclude b --exclude=-c --include d --exclude-from e -x --dry-run")]
    [InlineData(
        "backup --files-from - -0 --exclude-caches --exclude-if-present .no --exclude-if-present .nono"
    )]
    [InlineData("restore store --into d --exclude b --include c --files-from e --null --dry-run")]
    [InlineData("list -")]
    [InlineData("ls")]
    [InlineData("ls store latest a b -l --volumes")]
    [InlineData("ls - -0")]
    [InlineData("ls store latest -- -a --b")]
    [InlineData("backup --to store -- -a")]
    [InlineData("backup --name=-x --to store a")]
    [InlineData("cat store latest a")]
    [InlineData("restore - --into d")]
    [InlineData("restore store 2026-11-23T15:30 a --into d --overwrite if-newer --numeric-owner")]
    public void Takes_right_usage(string line) => Check(line);

    [Theory]
    [InlineData("backup x --to store --exclude= y", "--exclude has no value")]
    [InlineData("backup x --to store --exclude=", "--exclude has no value")]
    [InlineData("backup x --to: store", "--to has no value")]
    [InlineData("backup x -j= --to store", "-j has no value")]
    [InlineData("backup x --to store --exclude --dry-run", "'--dry-run' is an option")]
    [InlineData("backup x --to -q", "'-q' is an option")]
    [InlineData("backup x --to store --dry-run=false", "--dry-run takes no value")]
    [InlineData("backup x --to store -q=1", "-q takes no value")]
    [InlineData("ls store -la", "no option '-a'")]
    [InlineData("ls -lx", "no option '-x'")]
    [InlineData("ls -xl", "no option '-x'")]
    [InlineData("ls -?", "no option '-?'")]
    [InlineData("-x ls store", "no option '-x'")]
    public void Says_what_is_wrong_with_an_option(string line, string what) =>
        Assert.Contains(
            what,
            Assert.Throws<UsageException>(() => Check(line)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("backup /h --to store")]
    [InlineData("backup /? --to store")]
    [InlineData("ls -lh store")]
    [InlineData("ls true -l false --json true")]
    public void Takes_for_a_path_or_a_letter_what_is_one(string line)
    {
        Check(line);

        Assert.Null(new Verbs().Root.Parse(line.Split(' ')).Action);
    }

    private static void Check(string line)
    {
        var words = line.Split(' ');
        Usage.ThrowIfWrong(words, new Verbs().Root.Parse(words));
    }
}
