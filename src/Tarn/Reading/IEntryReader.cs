using Tarn.Format;
using Tarn.Format.Index;
using Tarn.Format.Tar;

namespace Tarn.Reading;

/// <summary>Reads single entries of an archive. Not thread-safe: each worker has its own.</summary>
internal interface IEntryReader : IAsyncDisposable
{
    /// <summary>Fetches a range of a volume at once, because several entries in it are wanted.</summary>
    Task FetchAsync(int volume, long from, long to, CancellationToken ct);

    /// <summary>Reads one entry. What the handler gets has been checked, segment by segment.</summary>
    /// <exception cref="CorruptArchiveException">
    /// A segment is damaged or, with <see cref="Format.Bytes.Defect.Missing"/>, in a volume that is not there. The handler
    /// may have got the entry's beginning.
    /// </exception>
    Task ReadAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct);
}
