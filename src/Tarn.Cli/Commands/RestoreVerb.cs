using System.CommandLine;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Format;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn restore</c>.</summary>
internal sealed class RestoreVerb : IVerb
{
    private readonly ArchiveArguments _archive;
    private readonly RestoringOptions _restoring = new();

    /// <summary>The verb.</summary>
    public RestoreVerb(SharedOptions shared)
    {
        _archive = new ArchiveArguments(shared, isForOnePath: false);
        Command = new Command("restore") { shared.Json, shared.Quiet };
        _archive.AddTo(Command);
        _restoring.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Restore;

    /// <inheritdoc/>
    public async Task RunAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        var options = _restoring.Read(arguments) with { Paths = _archive.Paths(arguments) };
        var place = _archive.Place(arguments);
        var result =
            place == Places.Pipe
                ? await FromPipeAsync(arguments, options, session, ct)
                : await FromStoreAsync(place, arguments, options, session, ct);
        foreach (var path in result.NotFound)
        {
            session.Add(ExitCode.Reason.NotFound, $"'{Human.Path(path)}' is not in this archive");
        }
        if (options.StripComponents > 0 && result is { Entries: 0, Kept: 0, Problems.Total: 0 })
        {
            session.Add(
                ExitCode.Reason.NotFound,
                $"nothing was restored: no path has more than {options.StripComponents} parts"
            );
        }
        if (result.Kept > 0 && !_restoring.SaysWhatToOverwrite(arguments))
        {
            session.Add(
                ExitCode.Reason.NotWhole,
                $"{Human.Count(result.Kept, "existing file was", "existing files were")} kept: see --overwrite"
            );
        }
        session.Report.Summary(Summarize(result, session));
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
        using var target = _restoring.OpenTarget(arguments);
        return await new Watch(session).RunAsync(listener =>
            new Restore(target, options).RunAsync(store, archive, listener, ct)
        );
    }

    private async Task<RestoreResult> FromPipeAsync(
        ParseResult arguments,
        RestoreOptions options,
        Session session,
        CancellationToken ct
    )
    {
        _archive.ThrowIfChoosing(arguments);
        using var target = _restoring.OpenTarget(arguments);
        await using var volumes = new StandardInput(ct);
        try
        {
            return await new Watch(session).RunAsync(listener =>
                new Restore(target, options).RunAsync(volumes, listener, ct)
            );
        }
        catch (CorruptArchiveException failure) when (failure is not { Volume: 1, Offset: 0 })
        {
            throw new CorruptArchiveException(
                $"{failure.Message}; what came before is restored",
                failure.Volume,
                failure.Offset,
                failure.Defect
            );
        }
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
}
