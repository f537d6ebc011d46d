using System.CommandLine;

namespace Tarn.Cli.Commands;

/// <summary>One verb of the command line.</summary>
internal interface IVerb
{
    /// <summary>Its name, arguments and options.</summary>
    Command Command { get; }

    /// <summary>What <c>--help</c> shows: a screen at most, with examples and exit statuses.</summary>
    string Help { get; }

    /// <summary>Does it. Problems go to the session; what throws ends the run.</summary>
    Task RunAsync(ParseResult arguments, Session session, CancellationToken ct);
}
