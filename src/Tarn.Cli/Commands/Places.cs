using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Linux;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Stores.Local;

namespace Tarn.Cli.Commands;

/// <summary>The stores that arguments name.</summary>
internal static class Places
{
    /// <summary>Standard input or output.</summary>
    public const string Pipe = "-";

    /// <summary>Names the store when no argument does.</summary>
    public const string Variable = "TARN_STORE";

    /// <summary>What an argument, or else the environment, names.</summary>
    /// <param name="argument">The argument; null if it is not given.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="UsageException">Neither does.</exception>
    public static string Of(string? argument, string name) =>
        OfOptional(argument)
        ?? throw new UsageException($"there is no {name}: say which store, or set {Variable}");

    /// <summary>The same where nothing need be named; null if nothing is.</summary>
    public static string? OfOptional(string? argument)
    {
        var place = argument ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(place))
        {
            return null;
        }
        if (SurrogateEscape.IsNeeded(place))
        {
            throw new UsageException("the name of a store must be UTF-8");
        }
        if (IsRemote(place))
        {
            throw new UsageException(
                $"'{place}' is no directory, and no other store is known yet; if it is one: './{place}'"
            );
        }
        return place;
    }

    /// <summary>
    /// Whether this means another machine to those who use rsync, scp or restic. Taken for a directory, it would keep a
    /// backup on the very disk it is to protect.
    /// </summary>
    private static bool IsRemote(string place)
    {
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && place.IndexOf('/', StringComparison.Ordinal) is var slash
            && (slash < 0 || slash > colon);
    }

    /// <summary>A store that is there.</summary>
    /// <exception cref="ArchiveNotFoundException">It is not.</exception>
    public static LocalStore Open(string place)
    {
        try
        {
            return LocalStore.Open(place, create: false);
        }
        catch (StoreException failure)
            when (failure.InnerException is FileSystemException { Errno: Errno.ENOENT or Errno.ENOTDIR })
        {
            throw new ArchiveNotFoundException(
                place == ArchiveArguments.Latest
                    ? $"{failure.Message} (before an archive comes the STORE it is in)"
                    : failure.Message
            );
        }
    }

    /// <summary>Whether these arguments ask for a backup that goes to standard output.</summary>
    public static bool IsOutputTaken(ParseResult arguments, SharedOptions shared) =>
        arguments.Errors.Count == 0
        && arguments.CommandResult.Command.Options.Contains(shared.To)
        && (arguments.GetValue(shared.To) ?? Environment.GetEnvironmentVariable(Variable)) == Pipe;
}
