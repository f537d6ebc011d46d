using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// Every command in docs/research prints what the page says. The commands of a page run in one shell, in an empty
/// directory, from top to bottom. Blocks with the word "nightly" are left out but in the nightly mode; other words behind
/// "console" are programs that the block needs.
/// </summary>
public sealed class ResearchTests
{
    private const string Nightly = "nightly";
    private static readonly string Research = Checkout.At("docs/research");

    public static TheoryData<string> Pages =>
        [
            .. Directory
                .GetFiles(Research, "*.md")
                .Where(page => ConsoleBlock.OfPage(page).Count > 0)
                .Select(page => Path.GetFileName(page))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_of_a_page_prints_what_the_page_says(string page)
    {
        var blocks = ConsoleBlock
            .OfPage(Path.Combine(Research, page))
            .Where(block => SharedSources.IsNightly || !block.Words.Contains(Nightly))
            .ToList();
        Assert.SkipWhen(blocks.Count == 0, $"all of {page} is for the nightly mode");
        var missing = blocks
            .SelectMany(block => block.Words)
            .Where(word => word != Nightly && !IsThere(word));
        Assert.SkipWhen(missing.Any(), $"{page} needs {string.Join(", ", missing.Distinct())}");

        var differences = Differences([.. blocks.SelectMany(block => block.Commands)]);

        Assert.True(differences.Count == 0, $"{page}\n\n{string.Join("\n\n", differences)}");
    }

    [Fact]
    public void An_output_other_than_said_is_found()
    {
        ConsoleCommand[] commands =
        [
            new(1, "echo one; printf two", ["one", "two"]),
            new(2, "true", []),
            new(3, "echo five 5 5.0; seq 3", ["five ... 5.0", "...", "3"]),
            new(4, "x=four; echo 4", ["four"]),
            new(5, "echo unsaid", []),
            new(6, "false", []),
            new(7, "echo $x >&2", ["four"]),
            new(8, "exit", []),
            new(9, "true", []),
        ];

        var differences = Differences(commands);

        Assert.Equal(["4", "5", "6", "8"], differences.Select(text => text["line ".Length..][..1]));
    }

    private static List<string> Differences(IReadOnlyList<ConsoleCommand> commands)
    {
        using var temp = new TempDirectory();
        var programs = temp.Make("programs");
        File.CreateSymbolicLink(Path.Combine(programs, "tarn"), TarnProgram.Path);
        var preparation = $"export HOME={temp.Make("home")} PATH={programs}:{Research}/programs:$PATH";
        return Transcript.Differences(commands, preparation, temp.Make("page"));
    }

    private static bool IsThere(string program) => Tool.Shell($"command -v {program}").Status == 0;
}
