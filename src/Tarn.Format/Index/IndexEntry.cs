using Tarn.Format.Model;

namespace Tarn.Format.Index;

/// <summary>What the index keeps of one entry.</summary>
/// <param name="Entry">Name, metadata, and what kind of thing it is.</param>
/// <param name="Identity">What tells whether the file is still the same.</param>
/// <param name="Hash">The hash of a regular file's content; <c>default</c> for anything else.</param>
/// <param name="Flags">What went wrong while it was read.</param>
/// <param name="Location">Where it is stored.</param>
public sealed record IndexEntry(
    Entry Entry,
    FileIdentity Identity,
    ContentHash Hash,
    EntryFlags Flags,
    SegmentLocation Location
);
