namespace Tarn.Results;

/// <summary>How many problems of each kind there were. Not thread-safe.</summary>
public sealed class ProblemCounts
{
    private readonly long[] _counts = new long[Enum.GetValues<ProblemKind>().Length];

    /// <summary>Problems of one kind.</summary>
    public long this[ProblemKind kind] => _counts[(int)kind];

    /// <summary>Problems of all kinds.</summary>
    public long Total => _counts.Sum();

    internal void Add(ProblemKind kind) => _counts[(int)kind]++;
}
