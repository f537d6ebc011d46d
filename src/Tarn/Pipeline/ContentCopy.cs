using Tarn.Format.Index;
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
