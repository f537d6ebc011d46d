using Tarn.Sources;

namespace Tarn.Campaign.Trees;

/// <summary>What is backed up: a tree in memory, the same in every run.</summary>
/// <param name="Name">For people.</param>
/// <param name="Entries">In archive order.</param>
internal sealed record SourceTree(string Name, IReadOnlyList<TreeEntry> Entries) : IEntrySource
{
    public IEnumerable<SourceItem> Read() => Entries.Select(entry => entry.ToSourceItem());
}
