using System.CommandLine;
using System.Text;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Format.Bytes;
using Tarn.Linux.Restore;
using Tarn.Targets;

namespace Tarn.Cli.Commands;

/// <summary>The options of a restore that say where entries go, and how.</summary>
internal sealed class RestoringOptions
{
    private readonly Option<string> _into;

    private readonly Option<Overwrite?> _overwrite = new("--overwrite")
    {
        HelpName = "WHEN",
        CustomParser = Parsing.Of<Overwrite?>(
            TryParseOverwrite,
            "it is never, if-newer, if-changed or always"
        ),
    };

    private readonly Option<bool> _numericOwner = Parsing.Flag("--numeric-owner");
    private readonly Option<bool> _noSameOwner = Parsing.Flag("--no-same-owner");

    private readonly Option<bool> _devices = Parsing.Flag("--devices");
    private readonly Option<bool> _acceptPartial = Parsing.Flag("--accept-partial");
    private readonly Option<int?> _strip = new("--strip-components")
    {
        HelpName = "N",
        CustomParser = Parsing.OfNumber(0, int.MaxValue),
    };

    private readonly Option<int?> _jobs = SharedOptions.MakeJobs();

    /// <summary>The options of a verb.</summary>
    /// <param name="isTargetNeeded">Whether it can do nothing without being told where entries go.</param>
    public RestoringOptions(bool isTargetNeeded) =>
        _into = new Option<string>("--into") { HelpName = "DIR", Required = isTargetNeeded };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (
            var option in (Option[])
                [_into, _overwrite, _numericOwner, _noSameOwner, _devices, _acceptPartial, _strip, _jobs]
        )
        {
            command.Add(option);
        }
    }

    /// <summary>What they say, apart from the paths.</summary>
    public RestoreOptions Read(ParseResult arguments) =>
        new()
        {
            StripComponents = arguments.GetValue(_strip) ?? 0,
            Workers = arguments.GetValue(_jobs),
            AcceptPartial = arguments.GetValue(_acceptPartial),
        };

    /// <summary>Says how many existing files were kept, unless it was said what happens to them.</summary>
    public void TellOfKept(long kept, bool isDryRun, ParseResult arguments, Session session)
    {
        if (kept > 0 && arguments.GetValue(_overwrite) is null)
        {
            session.Add(
                ExitCode.Reason.NotWhole,
                isDryRun
                    ? $"{Human.Count(kept, "existing file", "existing files")} would be kept: see --overwrite"
                    : $"{Human.Count(kept, "existing file was", "existing files were")} kept: see --overwrite"
            );
        }
    }

    /// <summary>Whether it was said where to restore to.</summary>
    public bool HasTarget(ParseResult arguments) => arguments.GetValue(_into) is not null;

    /// <summary>Opens the directory, or one in it.</summary>
    public TreeTarget OpenTarget(ParseResult arguments, string? child = null) =>
        TreeTarget.Open(
            child is null
                ? Directory(arguments)
                : new ByteString([.. Directory(arguments).Span, .. Encoding.UTF8.GetBytes($"/{child}")]),
            Rules(arguments)
        );

    /// <summary>Looks at the directory, which may be missing.</summary>
    public TreePreview OpenPreview(ParseResult arguments) =>
        TreePreview.Open(Directory(arguments), Rules(arguments));

    private ByteString Directory(ParseResult arguments)
    {
        var directory = SurrogateEscape.Encode(arguments.GetRequiredValue(_into));
        return directory.IsEmpty
            ? throw new UsageException("the DIR of --into is empty: name a directory")
            : directory;
    }

    private RestoreRules Rules(ParseResult arguments)
    {
        var rules = new RestoreRules
        {
            Overwrite = arguments.GetValue(_overwrite) ?? Overwrite.Never,
            NumericOwner = arguments.GetValue(_numericOwner),
            Devices = arguments.GetValue(_devices),
        };
        return arguments.GetValue(_noSameOwner) ? rules with { SameOwner = false } : rules;
    }

    private static bool TryParseOverwrite(string text, out Overwrite? overwrite)
    {
        overwrite = text switch
        {
            "never" => Overwrite.Never,
            "if-newer" => Overwrite.IfNewer,
            "if-changed" => Overwrite.IfChanged,
            "always" => Overwrite.Always,
            _ => null,
        };
        return overwrite is not null;
    }
}
