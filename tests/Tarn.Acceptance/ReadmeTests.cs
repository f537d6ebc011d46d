using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// What the pages show works: the commands in their blocks of the kind "console" are run, one after the other, in a copy of
/// the checkout; "./tarn" is the program.
/// </summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/filters.md")]
    public void Every_command_that_a_page_shows_succeeds(string page)
    {
        using var temp = new TempDirectory();
        var commands = ConsoleBlock.OfPage(Checkout.At(page)).SelectMany(block => block.Commands).ToList();
        Assert.NotEmpty(commands);
        var copy = temp.Make("tarn");
        Tool.Shell(
                $"tar -c --exclude=./.git --exclude=./artifacts --exclude=node_modules . | tar -x -C {copy}",
                Checkout.Root
            )
            .AssertSilent();
        File.Delete(Path.Combine(copy, "tarn"));
        File.CreateSymbolicLink(Path.Combine(copy, "tarn"), TarnProgram.Path);

        var script = string.Join('\n', commands.Select(command => command.Script));
        Tool.Shell($"set -ex\nexport HOME={temp.Make("home")}\n{script}", copy).AssertStatus(0);
    }
}
