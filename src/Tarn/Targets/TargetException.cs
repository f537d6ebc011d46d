namespace Tarn.Targets;

/// <summary>An entry cannot be written at the target. Others can.</summary>
/// <param name="message">What, where and why, for a person.</param>
/// <param name="cause">What the target said.</param>
public sealed class TargetException(string message, Exception? cause = null) : Exception(message, cause);
