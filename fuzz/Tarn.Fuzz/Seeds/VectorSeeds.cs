using Tarn.Tests.Format.Vectors;

namespace Tarn.Fuzz.Seeds;

/// <summary>The bytes of the text vectors.</summary>
internal static class VectorSeeds
{
    /// <summary>Those of a structure, good and bad ones, as vectors/README.md names it.</summary>
    public static IEnumerable<byte[]> Of(string structure) =>
        Directory
            .EnumerateFiles(VectorFiles.Root, "*.txt", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "expect.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => Vector.Parse(File.ReadAllText(file)))
            .Where(vector => vector.Structure == structure)
            .Select(vector => vector.Bytes);
}
