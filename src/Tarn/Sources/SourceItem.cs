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
    public sealed record Found(Entry Entry, FileIdentity Identity, IEntryContent? Content) : SourceItem
    {
        /// <summary>What of it could not be read, so that it is stored without; null for nothing.</summary>
        public string? Loss { get; init; }

        /// <summary>Opens the content, if there is any: the entry as it is to be stored, and what of it cannot be.</summary>
        internal (Entry Entry, string? Loss) Open()
        {
            if (Entry is not Entry.File file || Content is null)
            {
                return (Entry, Loss);
            }
            var opened = Content.Open(file);
            return (opened.Entry, opened.Loss);
        }
    }

    /// <summary>Something that cannot be stored.</summary>
    /// <param name="Problem">What it is, and why.</param>
    public sealed record Lost(Problem Problem) : SourceItem;
}
