namespace Tarn.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string At(string path) => Path.Combine(Root, path);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Tarn.slnx"))
            ? directory
            : Find(
                Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("no Tarn.slnx above")
            );
}
