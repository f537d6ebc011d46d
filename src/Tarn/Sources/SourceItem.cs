using Tarn.Format.Model;
using Tarn.Results;

namespace Tarn.Sources;

/// <summary>What a source tells of one thing it has. A closed set.</summary>
public abstract record SourceItem
{
    private SourceItem() { }

    /// <summary>An entry to store.</summary>
    /// <param name="Entry">Name, metadata, and what kind of thing it is.</param>
    /// <param name="Identity">What tells later whether it is still the same; <c>default</c> if nothing does.</param>
    /// <param name="Content">A regular file's content; null for anything else.</param>
    public sealed record Found(Entry Entry, FileIdentity Identity, IEntryContent? Content) : SourceItem;

    /// <summary>Something that cannot be stored.</summary>
    /// <param name="Problem">What it is, and why.</param>
    public sealed record Lost(Problem Problem) : SourceItem;
}
