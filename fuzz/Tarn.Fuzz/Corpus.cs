using Tarn.Tests.Format.Vectors;

namespace Tarn.Fuzz;

/// <summary>Inputs that fuzzing has found, in <c>fuzz/corpus</c>, a folder for each target.</summary>
internal static class Corpus
{
    /// <summary>Those of a target, in the order of their names.</summary>
    public static IEnumerable<byte[]> Of(string target)
    {
        var folder = Path.Combine(Root, "fuzz", "corpus", target);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            : [];
    }

    /// <summary>Writes an input to <c>artifacts/fuzz/findings</c>; where it is now.</summary>
    public static string Keep(byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "fuzz", "findings"));
        var file = Path.Combine(folder.FullName, NameOf(input));
        File.WriteAllBytes(file, input);
        return file;
    }

    /// <summary>A name that the same bytes always get.</summary>
    public static string NameOf(byte[] input) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..16];

    private static string Root => Path.GetDirectoryName(VectorFiles.Root)!;
}
