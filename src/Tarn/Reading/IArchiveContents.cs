using Tarn.Format.Index;
using Tarn.Format.Tar;

namespace Tarn.Reading;

/// <summary>An archive as far as it can be read. Thread-safe, but its entries are listed by one at a time.</summary>
internal interface IArchiveContents
{
    /// <summary>Its entries.</summary>
    IEntryList Entries { get; }

    /// <summary>Whether there may have been entries of which not even the names are left.</summary>
    bool MayLackEntries { get; }

    /// <summary>A reader of entries, for one worker; the caller's.</summary>
    IEntryReader OpenReader();

    /// <summary>
    /// Reads what there is of a regular file of which something is lost. The handler hears of all of it, in order: what
    /// there is and what is not (<see cref="ITarHandler.Lose"/>). It gets a file without the name, and only the bytes that
    /// there are, if nobody knows where in the file they belong.
    /// </summary>
    /// <returns>False if there is nothing; the handler has heard of nothing then.</returns>
    Task<bool> SalvageAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct);
}
