using System.CommandLine;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Format;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn restore</c>.</summary>
internal sealed class RestoreVerb : IVerb
{
    private readonly SharedOptions _shared;
    private readonly ArchiveArguments _archive;
    private readonly SelectionOptions _selection = new();
    private readonly RestoringOptions _restoring = new(isTargetNeeded: true);
    private readonly ReportOption _report = new();

    /// <summary>The verb.</summary>
    public RestoreVerb(SharedOptions shared)
    {
        _shared = shared;
        _archive = new ArchiveArguments(shared, isForOnePath: false);
        Command = new Command("restore") { shared.DryRun, shared.Json, shared.Quiet };
        _archive.AddTo(Command);
        _selection.AddTo(Command);
        _restoring.AddTo(Command);
        _report.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Restore;

    /// <inheritdoc/>
    public Task RunAsync(ParseResult arguments, Session session, CancellationToken ct) =>
        _report.RunAsync(arguments, session, () => RestoreAsync(arguments, session, ct));

    private async Task RestoreAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        var place = _archive.Place(arguments);
        var options = await ReadOptionsAsync(arguments, place, ct);
        var result =
            place == Places.Pipe
                ? await FromPipeAsync(arguments, options, session, ct)
                : await FromStoreAsync(place, arguments, options, session, ct);
        var isDryRun = arguments.GetValue(_shared.DryRun);
        foreach (var path in result.NotFound)
        {
            ArchiveArguments.TellOfNotFound(path, result.HasWholeIndex, session);
        }
        if (result is { Entries: 0, Kept: 0, Problems.Total: 0, NotFound.Count: 0 })
        {
            SayWhyNothing(options, result, session);
        }
        _restoring.TellOfKept(result.Kept, isDryRun, arguments, session);
        if (result.NotWritten > 0 && !isDryRun)
        {
            session.Report.Note("once the cause is gone, the same command brings back what is missing");
        }
        session.Report.Summary(Summarize(result, isDryRun, session));
    }

    private async Task<RestoreOptions> ReadOptionsAsync(
        ParseResult arguments,
        string place,
        CancellationToken ct
    )
    {
        var selection = await _selection.ReadAsync(arguments, isInputTaken: place == Places.Pipe, ct);
        // No path means everything, which nobody means by an empty list.
        if (selection is { Paths.Count: 0, Lists.Count: > 0 })
        {
            throw new UsageException("there is nothing to restore: the list of paths is empty");
        }
        return _restoring.Read(arguments) with
        {
            Paths = _archive.Paths(arguments, selection.Paths),
            Rules = selection.Rules,
        };
    }

    private static void SayWhyNothing(RestoreOptions options, RestoreResult result, Session session)
    {
        if (result.LeftOut > 0)
        {
            session.Add(ExitCode.Reason.NotFound, "nothing was restored: the rules leave out everything");
        }
        else if (options.StripComponents > 0)
        {
            session.Add(
                ExitCode.Reason.NotFound,
                $"nothing was restored: no path has more than {options.StripComponents} parts"
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
        var archive = await _archive.FindAsync(arguments, store, session, ct);
        if (arguments.GetValue(_shared.DryRun))
        {
            using var preview = _restoring.OpenPreview(arguments);
            var outlooks = new OutlookList(session);
            return await new RestorePreview(preview, options).RunAsync(
                store,
                archive,
                outlooks.Write,
                new Told(session),
                ct
            );
        }
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
        await using var volumes = new StandardInput(ct);
        if (arguments.GetValue(_shared.DryRun))
        {
            using var preview = _restoring.OpenPreview(arguments);
            var outlooks = new OutlookList(session);
            return await new RestorePreview(preview, options).RunAsync(
                volumes,
                outlooks.Write,
                new Told(session),
                ct
            );
        }
        using var target = _restoring.OpenTarget(arguments);
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

    private static JsonLine.Summary Summarize(RestoreResult result, bool isDryRun, Session session) =>
        new()
        {
            Operation = "restore",
            Entries = result.Entries,
            ContentBytes = result.ContentBytes,
            Kept = result.Kept,
            LeftOut = result.LeftOut,
            DryRun = isDryRun ? true : null,
            Problems = JsonText.Of(result.Problems),
            ElapsedSeconds = Math.Round(session.Elapsed.TotalSeconds, 3),
            ExitStatus = ExitCode.Of(session.Reasons),
            ExitReasons = JsonText.Of(session.Reasons),
        };
}
