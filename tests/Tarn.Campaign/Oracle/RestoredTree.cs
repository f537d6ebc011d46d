using Tarn.Acceptance.Harness;

namespace Tarn.Campaign.Oracle;

/// <summary>What was brought back of one archive.</summary>
/// <param name="Items">By path, without a slash at its beginning; each character is one byte.</param>
/// <param name="Partials">The content of the files whose names end in <c>.partial</c>, by that name.</param>
/// <param name="Inner">What came out of archives within this one, by archive id, or by nothing if it is the only one.</param>
internal sealed record RestoredTree(
    IReadOnlyDictionary<string, TreeItem> Items,
    IReadOnlyDictionary<string, byte[]> Partials,
    IReadOnlyDictionary<string, RestoredTree> Inner
);
