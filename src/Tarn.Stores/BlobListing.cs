namespace Tarn.Stores;

/// <summary>One line of a store's listing.</summary>
/// <param name="Name">The name under which the blob was committed.</param>
/// <param name="Length">The number of bytes in it.</param>
public readonly record struct BlobListing(string Name, long Length);
