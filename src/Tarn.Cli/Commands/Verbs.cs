using System.CommandLine;
using System.CommandLine.Help;

namespace Tarn.Cli.Commands;

/// <summary>The whole command line.</summary>
internal sealed class Verbs
{
    private readonly Dictionary<Command, IVerb> _verbs;

    /// <summary>Puts it together.</summary>
    public Verbs()
    {
        IVerb[] verbs =
        [
            new BackupVerb(Shared),
            new ListVerb(Shared),
            new LsVerb(Shared),
            new CatVerb(Shared),
            new RestoreVerb(Shared),
            new VerifyVerb(Shared),
            new RescueVerb(Shared),
        ];
        _verbs = verbs.ToDictionary(verb => verb.Command);
        // The parser's own one has names like /h, which is a path.
        Root.Options.Remove(Root.Options.OfType<HelpOption>().Single());
        Root.Add(new HelpOption("--help", "-h") { Action = new HelpWriter(HelpTexts.Tarn) });
        foreach (var verb in verbs)
        {
            verb.Command.Add(HelpOptionOf(verb));
            Root.Add(verb.Command);
        }
    }

    /// <summary>The program itself.</summary>
    public RootCommand Root { get; } = new();

    /// <summary>Options of several verbs.</summary>
    public SharedOptions Shared { get; } = new();

    /// <summary>The verb that the arguments name; null if they name none.</summary>
    public IVerb? Of(ParseResult arguments) => _verbs.GetValueOrDefault(arguments.CommandResult.Command);

    private static HelpOption HelpOptionOf(IVerb verb)
    {
        var isLetterTaken = verb.Command.Options.Any(option => option.Aliases.Contains("-h"));
        string[] letters = isLetterTaken ? [] : ["-h"];
        return new HelpOption("--help", letters) { Action = new HelpWriter(verb.Help) };
    }
}
