using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;

namespace Tarn.Cli.Commands;

/// <summary><c>--map FILE.svg</c>: what is whole and what is not, as a picture.</summary>
internal sealed class MapOption
{
    private readonly Option<string?> _option = new("--map") { HelpName = "FILE.svg" };

    /// <summary>Gives it to a command.</summary>
    public void AddTo(Command command) => command.Add(_option);

    /// <summary>Whether a picture is asked for.</summary>
    public bool IsAsked(ParseResult arguments) => arguments.GetValue(_option) is not null;

    /// <summary>Runs something and then writes the picture, if one is asked for and there is something to show.</summary>
    public async Task RunAsync(ParseResult arguments, Session session, Func<Task> operation)
    {
        if (arguments.GetValue(_option) is not { } path)
        {
            await operation();
            return;
        }
        if (path.Length == 0 || SurrogateEscape.IsNeeded(path))
        {
            throw new UsageException("the name of a map must be UTF-8, and not empty");
        }
        var page = new MapPage();
        session.Maps = page;
        try
        {
            await operation();
        }
        finally
        {
            session.Maps = null;
            if (!page.IsEmpty)
            {
                page.WriteTo(path);
            }
        }
    }
}
