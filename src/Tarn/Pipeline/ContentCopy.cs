using Tarn.Format.Index;
using Tarn.Sources;

namespace Tarn.Pipeline;

/// <summary>Reads content of a size that was promised, whatever the file does meanwhile.</summary>
internal static class ContentCopy
{
    /// <summary>
    /// Fills <paramref name="buffer"/>; where the content ends before, with zeros.
    /// </summary>
    /// <returns>How many bytes are content.</returns>
    public static int Fill(IEntryContent content, Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var count = content.Read(buffer[filled..]);
            if (count == 0)
            {
                buffer[filled..].Clear();
                break;
            }
            filled += count;
        }
        return filled;
    }

    /// <summary>What the file did while it was read, asked after its promised size was.</summary>
    /// <param name="content">The content, read as far as it was promised.</param>
    /// <param name="isShort">Whether it ended before.</param>
    public static EntryFlags Judge(IEntryContent content, bool isShort)
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
