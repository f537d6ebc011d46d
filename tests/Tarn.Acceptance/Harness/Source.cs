namespace Tarn.Acceptance.Harness;

/// <summary>What is backed up: some absolute paths, and all that is there.</summary>
internal sealed record Source(IReadOnlyList<string> Roots, TreeListing Listing)
{
    internal static Source Of(params IReadOnlyList<string> roots) => new(roots, TreeListing.Of(roots));

    /// <summary>Fails unless the same is in a directory.</summary>
    internal void AssertRestored(string into, Keeps keeps = Keeps.Everything, string by = "Tarn") =>
        Listing.AssertRestored(TreeListing.Of(Roots, into), keeps, by);
}
