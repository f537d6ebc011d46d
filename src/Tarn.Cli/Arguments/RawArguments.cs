using System.Text;

namespace Tarn.Cli.Arguments;

/// <summary>
/// The command line as it was given. The runtime replaces bytes that are not UTF-8; the kernel still has them
/// (proc_pid_cmdline(5)).
/// </summary>
internal static class RawArguments
{
    private const string CommandLine = "/proc/self/cmdline";

    /// <summary>
    /// The arguments in the form of <see cref="SurrogateEscape"/>; <paramref name="args"/> themselves if the kernel's
    /// copy cannot be read or is not of them.
    /// </summary>
    public static IReadOnlyList<string> Recover(string[] args) =>
        File.Exists(CommandLine) ? Match(File.ReadAllBytes(CommandLine), args) : args;

    /// <summary>The last arguments of a command line, each of which a NUL parts.</summary>
    internal static IReadOnlyList<string> Match(ReadOnlySpan<byte> commandLine, string[] args)
    {
        var parts = new List<Range>();
        // Empty arguments count: only the NUL that parts the last one is no separator.
        foreach (var range in commandLine[..Math.Max(0, commandLine.Length - 1)].Split((byte)0))
        {
            parts.Add(range);
        }
        if (parts.Count < args.Length)
        {
            return args;
        }
        var recovered = new string[args.Length];
        for (var i = 0; i < args.Length; i++)
        {
            var bytes = commandLine[parts[parts.Count - args.Length + i]];
            if (WellFormedPart(Encoding.UTF8.GetString(bytes)) != WellFormedPart(args[i]))
            {
                return args;
            }
            recovered[i] = SurrogateEscape.Decode(bytes);
        }
        return recovered;
    }

    /// <summary>
    /// What was not replaced. Those who start us do not replace as <see cref="Encoding.UTF8"/> does: of an encoded
    /// surrogate they make two U+FFFD, not three.
    /// </summary>
    private static string WellFormedPart(string text) => text.Replace("\uFFFD", "", StringComparison.Ordinal);
}
