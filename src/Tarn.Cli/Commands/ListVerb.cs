using System.CommandLine;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Sets;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn list</c>.</summary>
internal sealed class ListVerb : IVerb
{
    private readonly SharedOptions _shared;

    private readonly Argument<string?> _store = new("STORE") { Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The verb.</summary>
    public ListVerb(SharedOptions shared)
    {
        _shared = shared;
        Command = new Command("list") { _store, shared.Name, shared.Json };
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.List;

    /// <inheritdoc/>
    public async Task RunAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        var place = Places.Of(arguments.GetValue(_store), "STORE");
        var archives =
            place == Places.Pipe
                ? await FromPipeAsync(ct)
                : await FromStoreAsync(place, arguments, session, ct);
        if (session.IsJson)
        {
            foreach (var archive in archives)
            {
                JsonLines.Write(archive, session.Output);
            }
        }
        else if (archives.Count == 0)
        {
            session.Report.Note($"'{place}': there is no archive yet: it is empty; 'tarn backup' makes one");
        }
        else
        {
            ArchiveTable.Write(archives, session.Output);
        }
    }

    private async Task<IReadOnlyList<JsonLine.ListedArchive>> FromStoreAsync(
        string place,
        ParseResult arguments,
        Session session,
        CancellationToken ct
    )
    {
        using var store = Places.Open(place);
        var catalogue = await Catalogue.ReadAsync(store, ct);
        var set = arguments.GetValue(_shared.Name);
        var archives = catalogue
            .Archives.Where(archive => set.IsEmpty || archive.Parameters?.Set == set)
            .ToArray();
        if (ArchiveArguments.TellOfUnknownVersions(catalogue, session))
        {
            session.Add(ExitCode.Reason.Damaged);
        }
        if (catalogue.OtherBlobs > 0 && archives.Any(archive => !archive.IsComplete))
        {
            var files = Human.Count(catalogue.OtherBlobs, "file is", "files are");
            session.Report.Note($"{files} no volume that can be read: what is missing may be there, damaged");
        }
        // An empty directory is a store that has no archive yet; any other without one is not what was meant.
        return archives.Length == 0 && (!set.IsEmpty || catalogue.OtherBlobs > 0)
            ? throw new ArchiveNotFoundException($"'{place}': {catalogue.DescribeNone(set)}")
            : [.. archives.Select(ListedArchives.Of)];
    }

    private static async Task<IReadOnlyList<JsonLine.ListedArchive>> FromPipeAsync(CancellationToken ct)
    {
        await using var volumes = new StandardInput(ct);
        var archive = new PipedArchive(volumes);
        await archive.ListAsync(_ => { }, ct);
        return [ListedArchives.Of(archive)];
    }
}
