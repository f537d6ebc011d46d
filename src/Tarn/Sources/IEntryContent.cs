using Tarn.Format.Model;

namespace Tarn.Sources;

/// <summary>
/// The bytes of a regular file. Opened, read to the end and disposed by one thread, which need not be the one that
/// the source was read by.
/// </summary>
public interface IEntryContent : IDisposable
{
    /// <summary>Opens the content; reading starts at its beginning. Called once.</summary>
    /// <param name="entry">The entry that the content belongs to.</param>
    /// <returns>The entry, with what only the open file tells: its holes and its extended attributes.</returns>
    /// <exception cref="SourceException">It cannot be opened.</exception>
    OpenedFile Open(Entry.File entry);

    /// <summary>
    /// Reads the next bytes: at least one unless the content is at its end. Of a sparse file only its extents, one
    /// after the other.
    /// </summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    int Read(Span<byte> buffer);

    /// <summary>Whether the file is another one than when its entry was made. Asked after the last byte.</summary>
    /// <exception cref="SourceException">It cannot be found out.</exception>
    bool HasChanged();
}
