namespace Tarn.Format;

/// <summary>Whole bytes in a version of the format that this program does not know.</summary>
/// <param name="what">What is written in it.</param>
/// <param name="found">The version found.</param>
/// <param name="supported">The highest version this program reads.</param>
public sealed class IncompatibleFormatException(string what, int found, int supported)
    : Exception(
        $"{what} has format version {found}; this program reads versions up to {supported}: use a newer Tarn"
    )
{
    /// <summary>The version found.</summary>
    public int Found { get; } = found;

    /// <summary>The highest version this program reads.</summary>
    public int Supported { get; } = supported;
}
