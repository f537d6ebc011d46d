using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tarn.Cli.Arguments;

/// <summary>Makes parsers of options, all of which complain in the same way.</summary>
internal static class Parsing
{
    /// <summary>Reads a value; false if it is none.</summary>
    public delegate bool TryParse<T>(string text, out T value);

    /// <summary>An option that is given or not, without a value.</summary>
    public static Option<bool> Flag(string name, params string[] aliases) =>
        new(name, aliases) { Arity = ArgumentArity.Zero };

    /// <summary>A parser of one value.</summary>
    /// <param name="tryParse">Reads it.</param>
    /// <param name="forms">What it may be, for the message.</param>
    public static Func<ArgumentResult, T?> Of<T>(TryParse<T> tryParse, string forms) =>
        result =>
        {
            var text = result.Tokens[^1].Value;
            if (tryParse(text, out var value))
            {
                return value;
            }
            var option = (result.Parent as OptionResult)?.IdentifierToken?.Value;
            result.AddError($"'{text}' is wrong for {option ?? result.Argument.Name}: {forms}");
            return default;
        };

    /// <summary>A parser of a size in a range.</summary>
    public static Func<ArgumentResult, T?> OfSize<T>(
        long lowest,
        long highest,
        string range,
        Func<long, T> convert
    ) =>
        Of(
            (string text, out T value) =>
            {
                var isSize = ByteSize.TryParse(text, out var size) && size >= lowest && size <= highest;
                value = isSize ? convert(size) : default!;
                return isSize;
            },
            $"it is {range}; {ByteSize.Forms}"
        );

    /// <summary>A parser of a number in a range.</summary>
    public static Func<ArgumentResult, int?> OfNumber(int lowest, int highest) =>
        Of(
            (string text, out int? value) =>
            {
                var isNumber = int.TryParse(
                    text,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                );
                value = number;
                return isNumber && number >= lowest && number <= highest;
            },
            $"it is a number from {lowest} to {highest}"
        );
}
