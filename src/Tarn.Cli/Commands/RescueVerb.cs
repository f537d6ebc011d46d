using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Scanning;
using Tarn.Sets;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn rescue</c>.</summary>
internal sealed class RescueVerb : IVerb
{
    private readonly SharedOptions _shared;
    private readonly Argument<string[]> _what = new("WHAT") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _list = Parsing.Flag("--list");
    private readonly PlaceOptions _place = new();
    private readonly Option<string?> _archive = new("--archive") { HelpName = "ID" };
    private readonly RestoringOptions _restoring = new(isTargetNeeded: false);
    private readonly ReportOption _report = new();
    private readonly MapOption _map = new();

    /// <summary>The verb.</summary>
    public RescueVerb(SharedOptions shared)
    {
        _shared = shared;
        Command = new Command("rescue") { _what, _list, _archive, shared.Json, shared.Quiet };
        _place.AddTo(Command);
        _restoring.AddTo(Command);
        _report.AddTo(Command);
        _map.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Rescue;

    /// <inheritdoc/>
    public Task RunAsync(ParseResult arguments, Session session, CancellationToken ct) =>
        _report.RunAsync(
            arguments,
            session,
            () => _map.RunAsync(arguments, session, () => RunModeAsync(arguments, session, ct))
        );

    private async Task RunModeAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        ThrowIfUnclear(arguments);
        await using var inputs = new RescueInputs();
        await inputs.AddAsync(arguments.GetValue(_what) ?? [], ct);
        var parts = _place.Limit(arguments, inputs.All);
        if (_place.IsAsked(arguments))
        {
            await _place.LookAsync(parts[0], arguments, session, ct);
        }
        else
        {
            await RescueAsync(parts, arguments, session, ct);
        }
    }

    private void ThrowIfUnclear(ParseResult arguments)
    {
        bool[] asked =
        [
            _restoring.HasTarget(arguments),
            arguments.GetValue(_list),
            _place.IsNext(arguments),
            _place.IsEntry(arguments),
        ];
        if (asked.Count(isAsked => isAsked) != 1)
        {
            throw new UsageException("say one of --into DIR, --list, --next and --entry");
        }
        if (_place.IsAsked(arguments) && IsAboutArchives(arguments))
        {
            throw new UsageException("--archive, --report and --map go with --into and --list only");
        }
    }

    private bool IsAboutArchives(ParseResult arguments) =>
        arguments.GetValue(_archive) is not null || _report.IsAsked(arguments) || _map.IsAsked(arguments);

    private async Task RescueAsync(
        IReadOnlyList<ScanInput> inputs,
        ParseResult arguments,
        Session session,
        CancellationToken ct
    )
    {
        using var rescue = await new Watch(session).RunAsync(listener =>
            Rescue.ScanAsync(inputs, _restoring.Read(arguments).Workers, listener, ct)
        );
        if (inputs.Count > 0)
        {
            session.Add("what was searched, by file", rescue.Map);
        }
        RescuePlace.TellOfVersion(rescue.OtherVersion, session);
        var archives = Choose(rescue, arguments);
        if (arguments.GetValue(_list))
        {
            await RescueList.WriteAsync(archives, session, ct);
        }
        else
        {
            await RestoreAsync(rescue, archives, arguments, session, ct);
        }
    }

    private IReadOnlyList<RescuedArchive> Choose(Rescue rescue, ParseResult arguments)
    {
        if (rescue.Archives.Count == 0)
        {
            throw new ArchiveNotFoundException(
                "no segment of a Tarn archive was found: nothing can be rescued from there"
            );
        }
        if (arguments.GetValue(_archive) is not { } id)
        {
            return rescue.Archives;
        }
        RescuedArchive[] chosen =
        [
            .. rescue.Archives.Where(archive =>
                archive.Id.ToString().StartsWith(id, StringComparison.OrdinalIgnoreCase)
            ),
        ];
        return chosen.Length > 0
            ? chosen
            : throw new ArchiveNotFoundException(
                $"no archive '{id}' was found: --list shows those that were"
            );
    }

    private async Task RestoreAsync(
        Rescue rescue,
        IReadOnlyList<RescuedArchive> archives,
        ParseResult arguments,
        Session session,
        CancellationToken ct
    )
    {
        var isChosen = arguments.GetValue(_archive) is not null;
        RescuedArchive[] wanted = [.. archives.Where(archive => isChosen || !archive.IsInside)];
        foreach (var inner in archives.Except(wanted))
        {
            var id = inner.Id.ToString()[..12];
            session.Add(
                ExitCode.Reason.NotWhole,
                $"archive {id} lies where segments of another one are lost, and so may be content of that: passed over; "
                    + $"--archive {id} restores it"
            );
        }
        foreach (var archive in wanted)
        {
            var name = archive.Id.ToString()[..12];
            using var target = _restoring.OpenTarget(arguments, wanted.Length > 1 ? name : null);
            session.Report.Note($"archive {name}");
            var result = await new Watch(session).RunAsync(listener =>
                rescue.RestoreAsync(archive, target, _restoring.Read(arguments), listener, ct)
            );
            _restoring.TellOfKept(result.Kept, isDryRun: false, arguments, session);
            session.Report.Summary(Summarize(archive, result, session));
        }
    }

    private static JsonLine.Summary Summarize(
        RescuedArchive archive,
        RestoreResult result,
        Session session
    ) =>
        new()
        {
            Operation = "rescue",
            RescuedArchive = archive.Id.ToString(),
            Entries = result.Entries,
            ContentBytes = result.ContentBytes,
            Kept = result.Kept,
            Problems = JsonText.Of(result.Problems),
            ElapsedSeconds = Math.Round(session.Elapsed.TotalSeconds, 3),
            ExitStatus = ExitCode.Of(session.Reasons),
            ExitReasons = JsonText.Of(session.Reasons),
        };
}
