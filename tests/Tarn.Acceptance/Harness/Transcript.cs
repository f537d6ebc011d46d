using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tarn.Acceptance.Harness;

/// <summary>Runs the commands of a page in one shell, one after the other, and tells what did not print what it should.</summary>
internal static class Transcript
{
    private const string Anything = "...";

    /// <summary>What differs, for a person; nothing if all is as the page says.</summary>
    /// <param name="commands">They run in <paramref name="directory"/>, with standard error on standard output.</param>
    /// <param name="preparation">Script that runs before them.</param>
    /// <param name="directory">Where they run.</param>
    internal static List<string> Differences(
        IReadOnlyList<ConsoleCommand> commands,
        string preparation,
        string directory
    )
    {
        // A line that no command prints, and before it a line feed, since what a command prints may end without one.
        var mark = $"{Guid.NewGuid():N}";
        var script = new StringBuilder($"exec 2>&1\n{preparation}\n");
        foreach (var command in commands)
        {
            script.Append(CultureInfo.InvariantCulture, $"{command.Script}\nprintf '\\n{mark} %d\\n' $?\n");
        }
        var file = Path.Combine(directory, $".{mark}");
        File.WriteAllText(file, script.ToString());
        var outputs = Tool.Shell($"exec bash {file}", directory).Text.Split($"\n{mark} ");
        var differences = new List<string>();
        for (var i = 0; i < commands.Count; i++)
        {
            if (i + 1 >= outputs.Length)
            {
                differences.Add($"{Shown(commands[i])}\nended the shell:\n{outputs[^1]}");
                break;
            }
            // What is behind a mark begins with the status of the command before.
            var output = i == 0 ? outputs[0] : outputs[i][(outputs[i].IndexOf('\n') + 1)..];
            var status = outputs[i + 1].Split('\n')[0];
            if (status != "0" || !IsAsSaid(commands[i].Output, output))
            {
                differences.Add($"{Shown(commands[i])}\nexit status {status}, and printed:\n{output}");
            }
        }
        return differences;
    }

    private static bool IsAsSaid(IReadOnlyList<string> said, string output)
    {
        var pattern = string.Concat(
            said.Select(line => line == Anything ? "(.*\n)*" : $"{Pattern(line.TrimEnd())}\n")
        );
        var lines = output.Split('\n').Select(line => line.TrimEnd()).ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }
        return Regex.IsMatch(
            string.Concat(lines.Select(line => $"{line}\n")),
            $"\\A{pattern}\\z",
            RegexOptions.NonBacktracking
        );
    }

    private static string Pattern(string line) =>
        string.Join(".*", line.Split(Anything).Select(Regex.Escape));

    private static string Shown(ConsoleCommand command) =>
        $"line {command.LineNumber}: $ {command.Script}\nshould print:\n{string.Join('\n', command.Output)}";
}
