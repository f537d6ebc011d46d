using System.CommandLine;
using Tarn.Cli;
using Tarn.Cli.Commands;
using Tarn.Format.Bytes;
using Xunit;

namespace Tarn.Tests.Cli.Commands;

public sealed class SelectionOptionsTests : IDisposable
{
    private readonly string _list = Path.GetTempFileName();

    public void Dispose() => File.Delete(_list);

    [Theory]
    [InlineData("--exclude a --include b --exclude c", "-a +b -c")]
    [InlineData("--include=b --exclude=a", "+b -a")]
    [InlineData("--exclude -x --include --exclude", "--x +--exclude")]
    [InlineData("x --exclude a y --include b -- --exclude c", "-a +b")]
    [InlineData("", "")]
    public async Task Rules_come_in_the_order_of_the_command_line(string line, string rules) =>
        Assert.Equal(rules, await RulesAsync(line));

    [Theory]
    [InlineData("a\n# no\n\nb\n", "--exclude-from F", "-a -b")]
    [InlineData("+ a\n- b\nc\n-d\n+\n", "--exclude-from F", "+a -b -c --d -+")]
    [InlineData("+ a\n- b\nc\n", "--include-from F --exclude d", "+a -b +c -d")]
    [InlineData("a\0", "--exclude x --null --exclude-from F --exclude y", "-x -a -y")]
    [InlineData("#a\0", "--exclude-from F -0", "-#a")]
    public async Task Lists_come_where_they_are_named(string list, string line, string rules)
    {
        await File.WriteAllTextAsync(_list, list, TestContext.Current.CancellationToken);

        Assert.Equal(rules, await RulesAsync(line.Replace("F", _list, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lists_of_paths_are_put_together()
    {
        await File.WriteAllTextAsync(_list, "a\nb\n", TestContext.Current.CancellationToken);

        var selection = await ReadAsync($"--files-from {_list} --files-from {_list}");

        Assert.Equal("a b a b", string.Join(' ', selection.Paths));
        Assert.Equal([_list, _list], selection.Lists);
    }

    [Theory]
    [InlineData("a\nb\n", "--null --exclude-from F")]
    [InlineData("[", "--exclude-from F")]
    [InlineData("+ ", "--exclude-from F")]
    [InlineData("", "--exclude /")]
    [InlineData("", "--exclude-from /no/such/list")]
    [InlineData("", "--exclude-from /")]
    [InlineData("", "--exclude-from - --files-from -")]
    public async Task Refuses(string list, string line)
    {
        await File.WriteAllTextAsync(_list, list, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<UsageException>(() =>
            ReadAsync(line.Replace("F", _list, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Refuses_too_many_patterns()
    {
        var all = string.Concat(Enumerable.Repeat("a\n", Limits.MaxPatterns));
        await File.WriteAllTextAsync(_list, all, TestContext.Current.CancellationToken);

        await ReadAsync($"--exclude-from {_list}");
        await Assert.ThrowsAsync<UsageException>(() => ReadAsync($"--exclude a --exclude-from {_list}"));
    }

    private static async Task<string> RulesAsync(string line)
    {
        var rules = (await ReadAsync(line)).Rules;
        return string.Join(
            ' ',
            rules.InOrder.Select(rule => $"{(rule.IsInclude ? '+' : '-')}{rule.Pattern}")
        );
    }

    private static Task<Selection> ReadAsync(string line)
    {
        var options = new SelectionOptions();
        var command = new RootCommand { new Argument<string[]>("PATH") };
        options.AddTo(command);
        return options.ReadAsync(
            command.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            isInputTaken: false,
            TestContext.Current.CancellationToken
        );
    }
}
