using Tarn.Format.Model;

namespace Tarn.Results;

/// <summary>What is lost of a regular file of which a part is there.</summary>
/// <param name="Size">Bytes of the file, holes included.</param>
/// <param name="Lost">The runs of bytes that are lost, in order, none of them right behind the one before.</param>
public sealed record Loss(long Size, IReadOnlyList<Extent> Lost);
