using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;

namespace Tarn.Cli.Commands;

/// <summary><c>--report FILE</c>: what is lost, for machines.</summary>
internal sealed class ReportOption
{
    private readonly Option<string?> _option = new("--report") { HelpName = "FILE" };

    /// <summary>Gives it to a command.</summary>
    public void AddTo(Command command) => command.Add(_option);

    /// <summary>Whether one is asked for.</summary>
    public bool IsAsked(ParseResult arguments) => arguments.GetValue(_option) is not null;

    /// <summary>Runs something and then writes the report, if one is asked for, also if it failed.</summary>
    public async Task RunAsync(ParseResult arguments, Session session, Func<Task> operation)
    {
        if (arguments.GetValue(_option) is not { } path)
        {
            await operation();
            return;
        }
        if (path.Length == 0 || SurrogateEscape.IsNeeded(path))
        {
            throw new UsageException("the name of a report must be UTF-8, and not empty");
        }
        using var losses = new LossReport();
        session.Losses = losses;
        try
        {
            await operation();
        }
        finally
        {
            session.Losses = null;
            losses.WriteTo(path, arguments.CommandResult.Command.Name);
        }
    }
}
