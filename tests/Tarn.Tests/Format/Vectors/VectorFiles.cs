namespace Tarn.Tests.Format.Vectors;

/// <summary>Where the vectors are.</summary>
internal static class VectorFiles
{
    /// <summary>The folder <c>vectors</c> of the checkout that these tests were built in.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static string FindRoot(string below)
    {
        var candidate = Path.Combine(below, "vectors");
        return File.Exists(Path.Combine(candidate, "README.md"))
            ? candidate
            : FindRoot(Path.GetDirectoryName(below) ?? throw new DirectoryNotFoundException("vectors"));
    }
}
