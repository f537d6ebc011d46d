using Tarn.Format.Index;
using Tarn.Format.Model;

namespace Tarn.Format.Volumes;

/// <summary>An entry whose segments have all been written, for the index.</summary>
/// <param name="Entry">Name, metadata, and what kind of thing it is.</param>
/// <param name="Identity">What tells whether the file is still the same.</param>
/// <param name="Hash">The hash of a regular file's content.</param>
/// <param name="Flags">What went wrong while it was read.</param>
/// <param name="OffsetInExtent">Bytes of tar stream before its headers: not 0 only for later ones of a group.</param>
public sealed record StoredEntry(
    Entry Entry,
    FileIdentity Identity,
    ContentHash Hash,
    EntryFlags Flags,
    long OffsetInExtent
);
