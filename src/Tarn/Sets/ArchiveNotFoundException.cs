namespace Tarn.Sets;

/// <summary>A store does not have the archive, or the path in it, that was asked for.</summary>
/// <param name="message">What was asked for, and what there is.</param>
public sealed class ArchiveNotFoundException(string message) : Exception(message);
