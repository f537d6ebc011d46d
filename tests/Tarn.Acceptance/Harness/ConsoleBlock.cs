namespace Tarn.Acceptance.Harness;

/// <summary>
/// What a fenced block of the kind "console" in a Markdown page shows: commands behind "$ ", further lines of them behind
/// "> ", and below them what they print.
/// </summary>
/// <param name="Words">What is behind "console" at the beginning of the block.</param>
/// <param name="Commands">Its commands, in their order.</param>
internal sealed record ConsoleBlock(IReadOnlyList<string> Words, IReadOnlyList<ConsoleCommand> Commands)
{
    private const string Fence = "```";
    private const string Kind = "console";
    private const string Prompt = "$ ";
    private const string FurtherPrompt = "> ";

    /// <summary>All of a page, in their order.</summary>
    internal static List<ConsoleBlock> OfPage(string path)
    {
        var blocks = new List<ConsoleBlock>();
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }
            var end = Array.IndexOf(lines, Fence, i + 1);
            if (end < 0)
            {
                throw new InvalidDataException($"{path}: the block of line {i + 1} has no end");
            }
            var words = lines[i][Fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.FirstOrDefault() == Kind)
            {
                blocks.Add(new ConsoleBlock(words[1..], CommandsOf(lines, i + 1, end)));
            }
            i = end;
        }
        return blocks;
    }

    private static List<ConsoleCommand> CommandsOf(string[] lines, int from, int to)
    {
        var commands = new List<ConsoleCommand>();
        for (var i = from; i < to; )
        {
            var start = i;
            if (!lines[i].StartsWith(Prompt, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"line {i + 1} is behind no command: {lines[i]}");
            }
            do
            {
                i++;
            } while (i < to && lines[i].StartsWith(FurtherPrompt, StringComparison.Ordinal));
            var script = string.Join('\n', lines[start..i].Select(line => line[Prompt.Length..]));
            var output = lines[i..to]
                .TakeWhile(line => !line.StartsWith(Prompt, StringComparison.Ordinal))
                .ToList();
            commands.Add(new ConsoleCommand(start + 1, script, output));
            i += output.Count;
        }
        return commands;
    }
}
