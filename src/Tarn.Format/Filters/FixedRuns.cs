namespace Tarn.Format.Filters;

/// <summary>
/// Bytes that whatever a run of tokens matches must have: looking for these is much quicker than following the tokens,
/// and mostly enough to see that they do not match. Immutable.
/// </summary>
internal sealed class FixedRuns
{
    private readonly byte[] _start;
    private readonly byte[] _end;
    private readonly byte[] _longest = [];

    /// <summary>Finds them.</summary>
    internal FixedRuns(ReadOnlySpan<GlobToken> tokens)
    {
        var runs = new List<byte[]>();
        for (var at = 0; at <= tokens.Length; at++)
        {
            var run = RunAt(tokens[at..]);
            runs.Add(run);
            at += run.Length;
        }
        (_start, _end) = (runs[0], runs[^1]);
        if (runs.Count > 2)
        {
            _longest = runs[1..^1].MaxBy(run => run.Length)!;
        }
    }

    /// <summary>Whether these bytes have all of them.</summary>
    internal bool AreIn(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(_start) && bytes.EndsWith(_end) && bytes.IndexOf(_longest) >= 0;

    private static byte[] RunAt(ReadOnlySpan<GlobToken> tokens)
    {
        var run = new List<byte>();
        foreach (var token in tokens)
        {
            if (token.Kind != GlobTokenKind.Byte)
            {
                break;
            }
            run.Add(token.Value);
        }
        return [.. run];
    }
}
