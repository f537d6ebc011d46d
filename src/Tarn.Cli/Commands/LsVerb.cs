using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn ls</c>.</summary>
internal sealed class LsVerb : IVerb
{
    private readonly SharedOptions _shared;
    private readonly ArchiveArguments _archive;
    private readonly Option<bool> _long = Parsing.Flag("--long", "-l");
    private readonly Option<bool> _human = Parsing.Flag("--human-readable", "-h");
    private readonly Option<bool> _nul = Parsing.Flag("--null", "-0");
    private readonly Option<bool> _volumes = Parsing.Flag("--volumes");

    /// <summary>The verb.</summary>
    public LsVerb(SharedOptions shared)
    {
        _shared = shared;
        _archive = new ArchiveArguments(shared, isForOnePath: false);
        Command = new Command("ls") { _long, _human, _nul, _volumes, shared.Json };
        _archive.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Ls;

    /// <inheritdoc/>
    public async Task RunAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        if (arguments.GetValue(_human) && !arguments.GetValue(_long))
        {
            // Everywhere else -h is short for --help.
            session.Output.Write($"{Help}\n");
            return;
        }
        var paths = _archive.Paths(arguments);
        var entries = new EntryList(session.Output, FormOf(arguments), paths);
        var place = _archive.Place(arguments);
        var hasWholeIndex =
            place == Places.Pipe
                ? await FromPipeAsync(arguments, entries, ct)
                : await FromStoreAsync(place, arguments, entries, session, ct);
        foreach (var path in entries.Unseen)
        {
            ArchiveArguments.TellOfNotFound(path, hasWholeIndex, session);
        }
    }

    /// <summary>Whether all of the index that was needed could be read.</summary>
    private async Task<bool> FromStoreAsync(
        string place,
        ParseResult arguments,
        EntryList entries,
        Session session,
        CancellationToken ct
    )
    {
        var paths = _archive.Paths(arguments);
        using var store = Places.Open(place);
        var archive = await _archive.FindAsync(arguments, store, session, ct);
        var volumes = arguments.GetValue(_volumes)
            ? new VolumeList(archive, paths.Count == 0, session.Output, session.IsJson)
            : null;
        using var browse = new Browse(store, archive, new Told(session));
        await foreach (var entry in browse.ListAsync(paths, ct))
        {
            if (volumes is null)
            {
                entries.Write(entry);
            }
            else
            {
                entries.See(entry.Entry.Path);
                volumes.Add(entry);
            }
        }
        volumes?.Complete();
        return browse.HasWholeIndex;
    }

    /// <summary>All that comes out of a pipe is seen, or the run ends.</summary>
    private async Task<bool> FromPipeAsync(ParseResult arguments, EntryList entries, CancellationToken ct)
    {
        _archive.ThrowIfChoosing(arguments);
        if (arguments.GetValue(_volumes))
        {
            throw new UsageException("--volumes needs a store: a pipe does not tell where a volume ends");
        }
        await using var volumes = new StandardInput(ct);
        await new PipedArchive(volumes).ListAsync(entries.Write, ct);
        return true;
    }

    private EntryList.Form FormOf(ParseResult arguments) =>
        arguments.GetValue(_shared.Json) ? EntryList.Form.Json
        : arguments.GetValue(_human) ? EntryList.Form.LongHuman
        : arguments.GetValue(_long) ? EntryList.Form.Long
        : arguments.GetValue(_nul) ? EntryList.Form.PathsWithNul
        : EntryList.Form.Paths;
}
