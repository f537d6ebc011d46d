namespace Tarn.Sources;

/// <summary>Something at the source cannot be read. The rest of it can.</summary>
/// <param name="message">What, where and why, for a person.</param>
/// <param name="cause">What the source said.</param>
public sealed class SourceException(string message, Exception? cause = null) : Exception(message, cause);
