using Tarn.Format.Index;
using Tarn.Format.Model;

namespace Tarn.Format.Volumes;

/// <summary>What must be known of an entry, or of a group stored as one, to find a place for it.</summary>
/// <param name="Entries">1, or how many the group has.</param>
/// <param name="TarLength">Bytes of tar stream in all, headers and padding included: a multiple of 512.</param>
/// <param name="ContentLength">Bytes of file content in all, holes left out.</param>
/// <param name="IndexLength">Bytes of index lines it will need at most.</param>
/// <param name="Headers">Its tar headers; of a group, which is never spread over volumes, nothing.</param>
public sealed record EntryExtent(
    int Entries,
    long TarLength,
    long ContentLength,
    int IndexLength,
    ReadOnlyMemory<byte> Headers
)
{
    /// <summary>The map of a sparse file, which follows the headers; empty for anything else.</summary>
    public ReadOnlyMemory<byte> Map { get; init; }

    /// <summary>Bytes of index that <paramref name="entry"/> needs at most.</summary>
    public static int MaxIndexLength(Entry entry) => IndexLines.UpperBound(entry);
}
