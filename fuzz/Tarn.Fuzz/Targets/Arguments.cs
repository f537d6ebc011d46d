using System.Text;
using Tarn.Cli;
using Tarn.Cli.Arguments;
using Tarn.Format.Bytes;
using Tarn.Sets;

namespace Tarn.Fuzz.Targets;

/// <summary>What people type.</summary>
internal sealed class Arguments : ITarget
{
    /// <inheritdoc/>
    public string Name => "arguments";

    /// <inheritdoc/>
    public string Parses =>
        "what people type: sizes, compression, shares, times, paths, lists of these, and the raw command line";

    /// <inheritdoc/>
    public long Allowance => 1 << 18;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        (
            (string[])
                [
                    "512M",
                    "64KiB",
                    "1048576",
                    "9223372036854775807",
                    "8E",
                    "7EiB",
                    "16T",
                    "zstd",
                    "zstd:3",
                    "zstd:19",
                    "gzip:0",
                    "gzip:9",
                    "25%",
                    "100%",
                    "volume",
                    "latest",
                    "2026-11",
                    "2026-11-23",
                    "2026-11-23T15:30:59Z",
                    "20261123T153059Z",
                    "9999-12-31 23",
                    "0001-01",
                    "/home/ada",
                    "home/ada/",
                    "/",
                    "/a/../b",
                    "é/\udcff",
                    "tarn\0backup\0--name\0home\0",
                ]
        ).Select(text => SurrogateEscape.Encode(text).Span.ToArray());

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        var text = SurrogateEscape.Decode(input);
        Promise.That(
            SurrogateEscape.Encode(text).Span.SequenceEqual(input),
            "bytes come back from text as they were"
        );
        Promise.That(
            SurrogateEscape.IsNeeded(text) != System.Text.Unicode.Utf8.IsValid(input),
            "bytes are escaped exactly if they are not UTF-8"
        );
        CheckSizes(text);
        CheckPath(text);
        if (ArchiveTime.TryParse(text, out var latest))
        {
            Promise.That(latest.Nanoseconds >= 0, "a moment has whole nanoseconds");
        }
        CheckList(input);
        CheckCommandLine(input);
    }

    private static void CheckSizes(string text)
    {
        if (ByteSize.TryParse(text, out var size))
        {
            Promise.That(size >= 0, "a size is not negative");
        }
        if (KeepWhole.TryParse(text, out var keepWhole))
        {
            Promise.That(keepWhole.Of(long.MaxValue) >= 0, "a share of a volume is not negative");
        }
        if (Compression.TryParse(text, out var compression))
        {
            Promise.That(compression.Level is null or (>= 0 and <= 19), "a level is one that there is");
        }
    }

    private static void CheckPath(string text)
    {
        try
        {
            var path = MemberPath.Parse(text);
            Promise.That(path.IsEmpty || path.IsSafe, "a path leads nowhere else");
            var name = SetName.Of("host", [path]);
            Promise.That(
                name.Length is > 0 and <= Limits.MaxSetName,
                "the name of a set has a length that it may have"
            );
        }
        catch (UsageException)
        {
            // It is no path of an archive.
        }
    }

    private static void CheckList(byte[] list)
    {
        foreach (var isNul in (bool[])[false, true])
        {
            try
            {
                Promise.That(
                    ListText.Items(list, isNul).All(item => !item.IsEmpty && !item.Span.Contains((byte)0)),
                    "an item is not empty and has no NUL"
                );
            }
            catch (UsageException)
            {
                // It was said to have NULs, and has lines.
            }
        }
    }

    /// <summary>The kernel's copy of the arguments is taken only where it says the same as the runtime's.</summary>
    private static void CheckCommandLine(byte[] commandLine)
    {
        var args = Encoding.UTF8.GetString(commandLine).TrimEnd('\0').Split('\0');
        var recovered = RawArguments.Match(commandLine, args);
        Promise.That(recovered.Count == args.Length, "as many arguments come back as were given");
    }
}
