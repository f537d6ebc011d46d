using Tarn.Format.Bytes;

namespace Tarn.Format.Index;

/// <summary>A compressed run of index lines that waits for its place in a volume.</summary>
/// <param name="First">The path of its first line.</param>
/// <param name="Lines">How many lines it holds.</param>
/// <param name="Length">Bytes once compressed.</param>
/// <param name="DirectoryLength">Bytes of its line in the directory, wherever it comes to lie.</param>
internal readonly record struct IndexPiece(UnixPath First, int Lines, int Length, int DirectoryLength);
