using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// What README.md shows works: in each fenced block of the kind "console", the lines that begin with "$ " are run, one
/// after the other, in a copy of the checkout; "./tarn" is the program.
/// </summary>
public sealed class ReadmeTests
{
    private const string Prompt = "$ ";

    private static readonly string Readme = Checkout.At("README.md");

    [Fact]
    public void Every_command_that_the_README_shows_succeeds()
    {
        Assert.SkipUnless(File.Exists(Readme), "there is no README.md yet");
        using var temp = new TempDirectory();
        var snippets = Snippets().ToList();
        Assert.NotEmpty(snippets);
        var copy = temp.Make("tarn");
        Tool.Shell(
                $"tar -c --exclude=./.git --exclude=./artifacts --exclude=node_modules . | tar -x -C {copy}",
                Checkout.Root
            )
            .AssertSilent();
        File.Delete(Path.Combine(copy, "tarn"));
        File.CreateSymbolicLink(Path.Combine(copy, "tarn"), TarnProgram.Path);

        var script = $"set -ex\nexport HOME={temp.Make("home")}\n{string.Join('\n', snippets)}";
        Tool.Shell(script, copy).AssertStatus(0);
    }

    private static IEnumerable<string> Snippets()
    {
        var isConsole = false;
        var goesOn = false;
        foreach (var line in File.ReadLines(Readme))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isConsole = line.Trim() == "```console";
                goesOn = false;
            }
            else if (isConsole && (goesOn || line.StartsWith(Prompt, StringComparison.Ordinal)))
            {
                yield return goesOn ? line : line[Prompt.Length..];
                goesOn = line.EndsWith('\\');
            }
        }
    }
}
