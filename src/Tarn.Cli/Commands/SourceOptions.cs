using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Format.Bytes;
using Tarn.Linux.Scan;
using Tarn.Sources;

namespace Tarn.Cli.Commands;

/// <summary>What a backup is made of: PATHs, lists of them, and what is left out.</summary>
internal sealed class SourceOptions
{
    /// <summary>PATHs that rules leave out are named up to this number.</summary>
    private const int MostNamed = 10;

    private readonly Argument<string[]> _paths = new("PATH") { Arity = ArgumentArity.ZeroOrMore };
    private readonly SelectionOptions _selection = new();
    private readonly Option<bool> _caches = Parsing.Flag("--exclude-caches");
    private readonly Option<string[]> _tags = new("--exclude-if-present") { HelpName = "F" };
    private readonly Option<bool> _oneFileSystem = Parsing.Flag("--one-file-system", "-x");

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_paths);
        _selection.AddTo(command);
        command.Add(_caches);
        command.Add(_tags);
        command.Add(_oneFileSystem);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_paths) is not { Tokens.Count: > 0 } && !_selection.HasPaths(result))
            {
                result.AddError(
                    "there is nothing to back up: name a PATH, or a list of them with --files-from"
                );
            }
        });
    }

    /// <summary>Reads the lists and looks at the paths.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="place">The store.</param>
    /// <param name="session">Is told of paths that the rules leave out.</param>
    /// <param name="ct">Ends waiting for standard input.</param>
    /// <returns>The source, and the paths that its set is named after.</returns>
    public async Task<(TreeSource Source, IReadOnlyList<UnixPath> Named)> OpenAsync(
        ParseResult arguments,
        string? place,
        Session session,
        CancellationToken ct
    )
    {
        var selection = await _selection.ReadAsync(arguments, isInputTaken: false, ct);
        var paths = Paths(arguments);
        if (paths.Length + selection.Paths.Count == 0)
        {
            throw new UsageException("there is nothing to back up: the list of paths is empty");
        }
        var store = place is null or Places.Pipe ? default : ByteString.FromText(place);
        var source = new TreeSource([.. paths, .. selection.Paths], store, FiltersOf(arguments, selection));
        TellOfExcluded(source, session);
        // A list may hold other paths tomorrow, and yet be of the same set.
        var named = paths.Length > 0 ? [.. source.Roots.Take(paths.Length)] : selection.Lists.Select(NameOf);
        return (source, [.. named]);
    }

    private ByteString[] Paths(ParseResult arguments)
    {
        var paths = arguments.GetValue(_paths) ?? [];
        return paths.Contains("", StringComparer.Ordinal)
            ? throw new UsageException("a PATH is empty: name a file or directory")
            : Array.ConvertAll(paths, SurrogateEscape.Encode);
    }

    private ScanFilters FiltersOf(ParseResult arguments, Selection selection)
    {
        var tags = (arguments.GetValue(_tags) ?? []).Select(SurrogateEscape.Encode).ToArray();
        if (!tags.All(ScanFilters.IsName))
        {
            throw new UsageException("the F of --exclude-if-present is the name of a file, without a slash");
        }
        return new ScanFilters
        {
            Rules = selection.Rules,
            ExcludeCaches = arguments.GetValue(_caches),
            Tags = tags,
            OneFileSystem = arguments.GetValue(_oneFileSystem),
        };
    }

    /// <summary>Nobody asks for a path to leave it out, unless among others.</summary>
    private static void TellOfExcluded(TreeSource source, Session session)
    {
        var excluded = source
            .Excluded.Take(MostNamed)
            .Select(one =>
                $"{Printable.Quoted(one.Path)} is left out as a whole: {Printable.Quoted(one.Rule.Pattern.Text)} excludes it"
            )
            .ToList();
        if (source.Excluded.Count == source.Roots.Distinct().Count())
        {
            throw new UsageException(
                $"there is nothing to back up: {excluded[0]}. Rules are asked about each PATH, too: "
                    + "--include '*/' before --exclude '*' keeps directories"
            );
        }
        excluded.ForEach(session.Report.Note);
        if (source.Excluded.Count > MostNamed)
        {
            session.Report.Note(
                $"{Human.Count(source.Excluded.Count - MostNamed)} more paths are left out as a whole"
            );
        }
    }

    private static UnixPath NameOf(string list) =>
        list == Places.Pipe
            ? UnixPath.FromText("stdin")
            : SourcePath.Resolve(SurrogateEscape.Encode(list).Span);
}
