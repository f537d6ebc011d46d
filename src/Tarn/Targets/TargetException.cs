using Tarn.Results;

namespace Tarn.Targets;

/// <summary>An entry cannot be written at the target. Others can.</summary>
/// <param name="message">What, where and why, for a person.</param>
/// <param name="cause">What the target said.</param>
public sealed class TargetException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether the entry is there all the same, without some of its metadata.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>What sort of trouble it is.</summary>
    public ProblemKind Kind { get; init; } = ProblemKind.Unwritable;
}
