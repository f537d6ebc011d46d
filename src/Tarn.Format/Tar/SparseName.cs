using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>What a sparse file is called for programs that do not know such files (spec/tar.md, "Sparse files").</summary>
internal static class SparseName
{
    /// <summary>
    /// Whether the entry's own path is in a record, and another one where paths are. A path that no record may hold
    /// stands where any other file's does.
    /// </summary>
    public static bool IsUsedFor(Entry entry) =>
        entry is Entry.File { Map: not null } && PaxRecords.CanHold(entry.Path.Span);

    /// <summary>GNU tar's name for such a file, which shows a program that does not know it what it has got.</summary>
    public static ByteString Of(UnixPath path) =>
        new(path.Parent.Append("GNUSparseFile.0"u8).Append(path.Name).Span);
}
