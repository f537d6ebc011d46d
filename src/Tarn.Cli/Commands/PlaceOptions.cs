using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Scanning;

namespace Tarn.Cli.Commands;

/// <summary>The options of a rescue that name a place in one file or disk, and what to do there.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<long?> _from = OfByte("--from");
    private readonly Option<long?> _to = OfByte("--to");
    private readonly Option<bool> _next = Parsing.Flag("--next");
    private readonly Option<bool> _entry = Parsing.Flag("--entry");

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_from, _to, _next, _entry])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether the next segment is asked for.</summary>
    public bool IsNext(ParseResult arguments) => arguments.GetValue(_next);

    /// <summary>Whether the next entry is asked for.</summary>
    public bool IsEntry(ParseResult arguments) => arguments.GetValue(_entry);

    /// <summary>Whether either is.</summary>
    public bool IsAsked(ParseResult arguments) => IsNext(arguments) || IsEntry(arguments);

    /// <summary>The inputs, or the part that is asked for of the only one.</summary>
    /// <exception cref="UsageException">A part is asked for, and there is not just one; or no byte is in it.</exception>
    public IReadOnlyList<ScanInput> Limit(ParseResult arguments, IReadOnlyList<ScanInput> inputs)
    {
        var from = arguments.GetValue(_from);
        var to = arguments.GetValue(_to);
        if (from is null && to is null && !IsAsked(arguments))
        {
            return inputs;
        }
        if (inputs is not [var input])
        {
            throw new UsageException(
                $"--from, --to, --next and --entry are about one file or disk, not {inputs.Count}: name just that one"
            );
        }
        var part = input with { From = from ?? 0, To = to ?? long.MaxValue };
        return part.From < part.To
            ? [part]
            : throw new UsageException(
                $"no byte is from {part.From} on and before {part.To}: --to is the end"
            );
    }

    /// <summary>Shows or writes what is asked for of the input.</summary>
    public Task LookAsync(ScanInput input, ParseResult arguments, Session session, CancellationToken ct)
    {
        if (IsNext(arguments))
        {
            return RescuePlace.ShowSegmentAsync(input, session, ct);
        }
        return !session.IsJson
            ? RescuePlace.CopyEntryAsync(input, session, ct)
            : throw new UsageException(
                "--entry writes what the entry holds, which is no JSON: leave --json out"
            );
    }

    private static Option<long?> OfByte(string name) =>
        new(name)
        {
            HelpName = "BYTE",
            CustomParser = Parsing.OfSize<long?>(
                0,
                long.MaxValue,
                "the place of a byte, from 0",
                offset => offset
            ),
        };
}
