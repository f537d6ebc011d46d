using System.CommandLine;
using System.CommandLine.Invocation;
using Tarn.Cli.Arguments;
using Tarn.Cli.Commands;
using Tarn.Cli.Render;

namespace Tarn.Cli;

/// <summary>The command line program.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var verbs = new Verbs();
        var words = RawArguments.Recover(args);
        var arguments = verbs.Root.Parse(
            words,
            // Paths may begin with @.
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        if (arguments.Action is not (null or ParseErrorAction))
        {
            return await arguments.InvokeAsync();
        }
        if (verbs.Of(arguments) is { } verb)
        {
            using var interrupts = new Interrupts();
            return await RunAsync(verb, verbs.Shared, words, arguments, interrupts);
        }
        await StandardError.Text.WriteLineAsync(
            args.Length == 0 ? HelpTexts.Tarn : $"tarn: '{args[0]}' is no verb: see 'tarn --help'"
        );
        return (int)ExitCode.Reason.WrongUsage;
    }

    private static async Task<int> RunAsync(
        IVerb verb,
        SharedOptions shared,
        IReadOnlyList<string> words,
        ParseResult arguments,
        Interrupts interrupts
    )
    {
        await using var stream = Places.IsOutputTaken(arguments, shared)
            ? StandardError.Open()
            : new StandardOutput(interrupts.Token);
        var output = new Output(stream, !Console.IsOutputRedirected);
        var isJson = arguments.GetValue(shared.Json);
        var isQuiet = arguments.GetValue(shared.Quiet);
        var session = new Session(
            output,
            isJson ? new JsonReport(output, isQuiet) : new TerminalReport(isQuiet),
            isJson,
            TimeProvider.System
        );
        try
        {
            Usage.ThrowIfWrong(words, arguments);
            await verb.RunAsync(arguments, session, interrupts.Token);
            output.Flush();
        }
        catch (Exception failure)
        {
            Failure.Tell(session, failure, interrupts.Reason);
        }
        return ExitCode.Of(session.Reasons);
    }
}
