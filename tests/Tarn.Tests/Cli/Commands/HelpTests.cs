using System.CommandLine;
using Tarn.Cli.Commands;
using Xunit;

namespace Tarn.Tests.Cli.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> VerbNames => [.. new Verbs().Root.Subcommands.Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void Help_tells_of_every_option_an_example_and_the_exit_status(string name)
    {
        var help = HelpOf(name);
        Assert.All(
            Find(name).Options.Where(option => option is not System.CommandLine.Help.HelpOption),
            option =>
            {
                Assert.Contains(option.Name, help, StringComparison.Ordinal);
                Assert.All(option.Aliases, alias => Assert.Contains(alias, help, StringComparison.Ordinal));
            }
        );
        Assert.Contains("Example", help, StringComparison.Ordinal);
        Assert.Contains("Exit status: 0", help, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void Help_fits_a_screen(string name)
    {
        var lines = HelpOf(name).Split('\n');
        Assert.InRange(lines.Length, 1, 40);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Every_verb_is_told_of_without_arguments() =>
        Assert.All(
            VerbNames,
            name => Assert.Contains($"tarn {name.Data} ", HelpTexts.Tarn, StringComparison.Ordinal)
        );

    private static Command Find(string name) =>
        new Verbs().Root.Subcommands.Single(verb => verb.Name == name);

    private static string HelpOf(string name)
    {
        var verbs = new Verbs();
        return verbs.Of(verbs.Root.Parse([name]))!.Help;
    }
}
