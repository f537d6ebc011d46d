namespace Tarn.Acceptance.Harness;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    internal static string Root { get; } = Find(AppContext.BaseDirectory);

    internal static string At(string path) => Path.Combine(Root, path);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Tarn.slnx"))
            ? directory
            : Find(
                Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("no Tarn.slnx above")
            );
}
