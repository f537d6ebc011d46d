using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Format.Bytes;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Cli.Commands;

/// <summary><c>STORE [ARCHIVE] [PATH...]</c>, and the set.</summary>
internal sealed class ArchiveArguments
{
    /// <summary>The newest complete archive.</summary>
    public const string Latest = "latest";

    private readonly SharedOptions _shared;
    private readonly Argument<string?> _store;
    private readonly Argument<string?> _archive;
    private readonly Argument<string[]> _paths;

    /// <summary>The arguments of a verb.</summary>
    /// <param name="shared">Has the set.</param>
    /// <param name="isForOnePath">Whether exactly one path is needed, and so everything before it.</param>
    public ArchiveArguments(SharedOptions shared, bool isForOnePath)
    {
        _shared = shared;
        var one = isForOnePath ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne;
        _store = new Argument<string?>("STORE") { Arity = one };
        _archive = new Argument<string?>("ARCHIVE") { Arity = one };
        _paths = new Argument<string[]>("PATH")
        {
            Arity = isForOnePath ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        };
    }

    /// <summary>Gives the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_store);
        command.Add(_archive);
        command.Add(_paths);
        command.Add(_shared.Name);
    }

    /// <summary>Where the archive is.</summary>
    public string Place(ParseResult arguments) => Places.Of(arguments.GetValue(_store), "STORE");

    /// <summary>The paths in the archive; none for all of it.</summary>
    public IReadOnlyList<UnixPath> Paths(ParseResult arguments) => Paths(arguments, []);

    /// <summary>The same with those of lists.</summary>
    public IReadOnlyList<UnixPath> Paths(ParseResult arguments, IEnumerable<ByteString> listed)
    {
        var paths = (arguments.GetValue(_paths) ?? [])
            .Select(MemberPath.Parse)
            .Concat(listed.Select(MemberPath.Parse))
            .ToArray();
        return Array.Exists(paths, path => path.IsEmpty) ? [] : paths;
    }

    /// <summary>The archive. What else the store has, and might have been meant, is told.</summary>
    public async Task<ArchiveListing> FindAsync(
        ParseResult arguments,
        IStore store,
        Session session,
        CancellationToken ct
    )
    {
        var selector = arguments.GetValue(_archive) ?? Latest;
        if (selector.Contains('/', StringComparison.Ordinal))
        {
            throw new UsageException(
                $"'{selector}' is no archive. The archive comes before the paths: STORE {Latest} {selector}"
            );
        }
        var catalogue = await Catalogue.ReadAsync(store, ct);
        TellOfUnknownVersions(catalogue, session);
        var archive = Select(catalogue, selector, arguments);
        foreach (var other in selector == Latest ? catalogue.IncompleteSince(archive) : [])
        {
            session.Report.Note(
                $"archive {other.Id.ToString()[..12]} is newer, as far as it is known, but not complete, and passed "
                    + "over: 'tarn list' shows more"
            );
        }
        return archive;
    }

    /// <summary>Tells of volumes that only another version of this program can read; whether there are any.</summary>
    public static bool TellOfUnknownVersions(Catalogue catalogue, Session session)
    {
        if (catalogue.UnknownVersions > 0)
        {
            var volumes = Human.Count(catalogue.UnknownVersions, "volume is", "volumes are");
            session.Report.Note(
                $"{volumes} of a format version that this program does not know, and passed over: use a newer Tarn"
            );
        }
        return catalogue.UnknownVersions > 0;
    }

    /// <summary>Tells that a path did not come; if a part of the index is lost, nobody knows whether it is there.</summary>
    public static void TellOfNotFound(UnixPath path, bool hasWholeIndex, Session session)
    {
        if (hasWholeIndex)
        {
            session.Add(
                ExitCode.Reason.NotFound,
                $"{Printable.Quoted(path)} is not in this archive: 'tarn ls' shows what is"
            );
        }
        else
        {
            session.Report.Note(
                $"{Printable.Quoted(path)} is not in what is left of the index: it may be in what is missing or damaged"
            );
        }
    }

    private ArchiveListing Select(Catalogue catalogue, string selector, ParseResult arguments)
    {
        try
        {
            return catalogue.Select(selector, arguments.GetValue(_shared.Name));
        }
        catch (ArchiveNotFoundException failure)
        {
            throw new ArchiveNotFoundException($"'{Place(arguments)}': {failure.Message}");
        }
    }

    /// <summary>Refuses to choose among the archives of a pipe, which has one.</summary>
    public void ThrowIfChoosing(ParseResult arguments)
    {
        if ((arguments.GetValue(_archive) ?? Latest) != Latest || !arguments.GetValue(_shared.Name).IsEmpty)
        {
            throw new UsageException($"a pipe holds one archive: call it '{Latest}', and give no --name");
        }
    }
}
