using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Format;
using Tarn.Linux.Restore;
using Tarn.Targets;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn restore</c>.</summary>
internal sealed class RestoreVerb : IVerb
{
    private readonly ArchiveArguments _archive;

    private readonly Option<string> _into = new("--into") { HelpName = "DIR", Required = true };

    private readonly Option<Overwrite?> _overwrite = new("--overwrite")
    {
        HelpName = "WHEN",
        CustomParser = Parsing.Of<Overwrite?>(
            TryParseOverwrite,
            "it is never, if-newer, if-changed or always"
        ),
    };

    private readonly Option<bool> _numericOwner = new("--numeric-owner");
    private readonly Option<bool> _noSameOwner = new("--no-same-owner");

    private readonly Option<int?> _strip = new("--strip-components")
    {
        HelpName = "N",
        CustomParser = Parsing.OfNumber(0, int.MaxValue),
    };

    private readonly Option<int?> _jobs = new("--jobs", "-j")
    {
        HelpName = "N",
        CustomParser = Parsing.OfNumber(1, 1024),
    };

    /// <summary>The verb.</summary>
    public RestoreVerb(SharedOptions shared)
    {
        _archive = new ArchiveArguments(shared, isForOnePath: false);
        Command = new Command("restore")
        {
            _into,
            _overwrite,
            _numericOwner,
            _noSameOwner,
            _strip,
            _jobs,
            shared.Json,
            shared.Quiet,
        };
        _archive.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Restore;

    /// <inheritdoc/>
    public async Task RunAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        var options = new RestoreOptions
        {
            Paths = _archive.Paths(arguments),
            StripComponents = arguments.GetValue(_strip) ?? 0,
            Workers = arguments.GetValue(_jobs),
        };
        var place = _archive.Place(arguments);
        var result =
            place == Places.Pipe
                ? await FromPipeAsync(arguments, options, session, ct)
                : await FromStoreAsync(place, arguments, options, session, ct);
        foreach (var path in result.NotFound)
        {
            session.Add(ExitCode.Reason.NotFound, $"'{Human.Path(path)}' is not in this archive");
        }
        if (result.Kept > 0 && arguments.GetValue(_overwrite) is null)
        {
            session.Add(
                ExitCode.Reason.NotWhole,
                $"{Human.Count(result.Kept, "existing file was", "existing files were")} kept: see --overwrite"
            );
        }
        session.Report.Summary(Summarize(result, session));
    }

    private async Task<RestoreResult> FromPipeAsync(
        ParseResult arguments,
        RestoreOptions options,
        Session session,
        CancellationToken ct
    )
    {
        _archive.ThrowIfChoosing(arguments);
        using var target = OpenTarget(arguments);
        await using var volumes = StandardStream.OpenInput(ct);
        try
        {
            return await new Watch(session).RunAsync(listener =>
                new Restore(target, options).RunAsync(volumes, listener, ct)
            );
        }
        catch (CorruptArchiveException failure)
        {
            throw new CorruptArchiveException(
                $"{failure.Message}; what came before is restored",
                failure.Volume,
                failure.Offset,
                failure.Defect
            );
        }
    }

    private async Task<RestoreResult> FromStoreAsync(
        string place,
        ParseResult arguments,
        RestoreOptions options,
        Session session,
        CancellationToken ct
    )
    {
        using var store = Places.Open(place);
        var archive = await _archive.FindAsync(arguments, store, ct);
        using var target = OpenTarget(arguments);
        return await new Watch(session).RunAsync(listener =>
            new Restore(target, options).RunAsync(store, archive, listener, ct)
        );
    }

    private TreeTarget OpenTarget(ParseResult arguments)
    {
        var directory = SurrogateEscape.Encode(arguments.GetRequiredValue(_into));
        if (directory.IsEmpty)
        {
            throw new UsageException("the DIR of --into is empty: name a directory");
        }
        var rules = new RestoreRules
        {
            Overwrite = arguments.GetValue(_overwrite) ?? Overwrite.Never,
            NumericOwner = arguments.GetValue(_numericOwner),
        };
        return TreeTarget.Open(
            directory,
            arguments.GetValue(_noSameOwner) ? rules with { SameOwner = false } : rules
        );
    }

    private static JsonLine.Summary Summarize(RestoreResult result, Session session) =>
        new()
        {
            Operation = "restore",
            Entries = result.Entries,
            ContentBytes = result.ContentBytes,
            Kept = result.Kept,
            Problems = JsonText.Of(result.Problems),
            ElapsedSeconds = Math.Round(session.Elapsed.TotalSeconds, 3),
            ExitStatus = ExitCode.Of(session.Reasons),
            ExitReasons = JsonText.Of(session.Reasons),
        };

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
