using Tarn.Format.Model;
using Tarn.Results;
using Tarn.Sources;

namespace Tarn;

/// <summary>Tells what a backup would store, and stores nothing. No file is opened.</summary>
/// <param name="source">What would be stored.</param>
public sealed class BackupPreview(IEntrySource source)
{
    /// <summary>Goes through the source.</summary>
    /// <param name="show">Called for each entry, in archive order.</param>
    /// <param name="listener">Hears what cannot be looked at.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="SourceException">The source as a whole cannot be read.</exception>
    public PreviewResult Run(Action<Entry> show, IListener? listener, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(show);
        var journal = new Journal(listener);
        var (entries, contentBytes) = (0L, 0L);
        foreach (var item in source.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (item is SourceItem.Lost lost)
            {
                journal.Report(lost.Problem);
            }
            else if (item is SourceItem.Found found)
            {
                found.Content?.Dispose();
                entries++;
                contentBytes += found.Entry.ContentLength;
                show(found.Entry);
            }
        }
        return new PreviewResult(entries, contentBytes, journal.Problems);
    }
}
