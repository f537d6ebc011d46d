using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Results;
using Tarn.Sources;

namespace Tarn.Pipeline;

/// <summary>Reads content of a size that was promised, whatever the file does meanwhile.</summary>
internal static class ContentCopy
{
    /// <summary>Reads until <paramref name="buffer"/> is full or the content ends; the rest becomes zeros.</summary>
    /// <param name="content">The content, open.</param>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="filled">How many bytes are content, also when reading fails.</param>
    public static void Fill(IEntryContent content, Span<byte> buffer, out int filled)
    {
        filled = 0;
        try
        {
            while (filled < buffer.Length && content.Read(buffer[filled..]) is > 0 and var count)
            {
                filled += count;
            }
        }
        finally
        {
            buffer[filled..].Clear();
        }
    }

    /// <summary>
    /// What the file did while it was read, asked after its promised size was. A file of which that cannot be found out
    /// counts as changed.
    /// </summary>
    /// <param name="content">The content, read as far as it was promised.</param>
    /// <param name="path">The entry's path.</param>
    /// <param name="isShort">Whether it ended before.</param>
    /// <param name="problem">The same as a report; null for nothing.</param>
    public static EntryFlags Judge(IEntryContent content, UnixPath path, bool isShort, out Problem? problem)
    {
        try
        {
            var flags = Judge(content, isShort);
            problem = ChangeReport.Describe(path, flags);
            return flags;
        }
        catch (SourceException failure)
        {
            problem = new Problem(
                ProblemKind.Changed,
                path,
                $"{failure.Message}; whether it changed while it was read is not known"
            );
            return EntryFlags.Changed;
        }
    }

    private static EntryFlags Judge(IEntryContent content, bool isShort)
    {
        if (isShort)
        {
            return EntryFlags.Shrank;
        }
        if (!content.HasChanged())
        {
            return EntryFlags.None;
        }
        Span<byte> beyond = stackalloc byte[1];
        return content.Read(beyond) > 0 ? EntryFlags.Grew : EntryFlags.Changed;
    }
}
