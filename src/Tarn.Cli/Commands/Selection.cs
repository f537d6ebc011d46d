using Tarn.Format.Bytes;
using Tarn.Format.Filters;

namespace Tarn.Cli.Commands;

/// <summary>What the rules and lists of a command line say.</summary>
/// <param name="Rules">The rules, in the order of the command line.</param>
/// <param name="Paths">The paths of all lists of paths.</param>
/// <param name="Lists">Where those were read from.</param>
internal sealed record Selection(
    FilterRules Rules,
    IReadOnlyList<ByteString> Paths,
    IReadOnlyList<string> Lists
);
