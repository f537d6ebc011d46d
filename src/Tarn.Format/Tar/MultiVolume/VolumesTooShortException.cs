namespace Tarn.Format.Tar.MultiVolume;

/// <summary>A tar stream that volumes of the chosen length and format cannot hold.</summary>
/// <param name="message">Which member does not fit, and what to choose instead.</param>
public sealed class VolumesTooShortException(string message) : Exception(message);
