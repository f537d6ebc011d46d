using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Format.Bytes;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Cli.Commands;

/// <summary><c>STORE [ARCHIVE] [PATH...]</c>, and the set.</summary>
internal sealed class ArchiveArguments(SharedOptions shared)
{
    /// <summary>The newest complete archive.</summary>
    public const string Latest = "latest";

    private readonly Argument<string?> _store = new("STORE") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string> _archive = new("ARCHIVE")
    {
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => Latest,
    };

    private readonly Argument<string[]> _paths = new("PATH") { Arity = ArgumentArity.ZeroOrMore };

    /// <summary>Gives the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_store);
        command.Add(_archive);
        command.Add(_paths);
        command.Add(shared.Name);
    }

    /// <summary>Where the archive is.</summary>
    public string Place(ParseResult arguments) => Places.Of(arguments.GetValue(_store), "STORE");

    /// <summary>The paths in the archive; none for all of it.</summary>
    public IReadOnlyList<UnixPath> Paths(ParseResult arguments)
    {
        var paths = (arguments.GetValue(_paths) ?? []).Select(MemberPath.Parse).ToArray();
        return Array.Exists(paths, path => path.IsEmpty) ? [] : paths;
    }

    /// <summary>The archive.</summary>
    public async Task<ArchiveListing> FindAsync(ParseResult arguments, IStore store, CancellationToken ct)
    {
        var selector = arguments.GetValue(_archive) ?? Latest;
        if (selector.Contains('/', StringComparison.Ordinal))
        {
            throw new UsageException(
                $"'{selector}' is no archive. The archive comes before the paths: STORE {Latest} {selector}"
            );
        }
        var catalogue = await Catalogue.ReadAsync(store, ct);
        return catalogue.Select(selector, arguments.GetValue(shared.Name));
    }

    /// <summary>Refuses to choose among the archives of a pipe, which has one.</summary>
    public void ThrowIfChoosing(ParseResult arguments)
    {
        if (arguments.GetValue(_archive) != Latest || !arguments.GetValue(shared.Name).IsEmpty)
        {
            throw new UsageException($"a pipe holds one archive: call it '{Latest}', and give no --name");
        }
    }
}
