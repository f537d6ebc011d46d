using System.CommandLine;
using System.CommandLine.Invocation;

namespace Tarn.Cli.Commands;

/// <summary>Writes help on standard output.</summary>
/// <param name="text">The help.</param>
internal sealed class HelpWriter(string text) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(text);
        return 0;
    }
}
