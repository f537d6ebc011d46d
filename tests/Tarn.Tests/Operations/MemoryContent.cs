using Tarn.Format.Model;
using Tarn.Sources;

namespace Tarn.Tests.Operations;

/// <summary>Content in memory that can fail where it is told to.</summary>
internal sealed class MemoryContent(byte[] content) : IEntryContent
{
    private int _position;

    /// <summary>Whether opening fails.</summary>
    public bool FailsToOpen { get; init; }

    /// <summary>Reading fails from this byte on.</summary>
    public int FailsAt { get; init; } = int.MaxValue;

    /// <summary>What <see cref="HasChanged"/> says.</summary>
    public bool Changed { get; init; }

    public bool IsDisposed { get; private set; }

    public OpenedFile Open(Entry.File entry)
    {
        if (FailsToOpen)
        {
            throw new SourceException("cannot open the file: it is gone");
        }
        return new OpenedFile(entry);
    }

    public int Read(Span<byte> buffer)
    {
        if (_position >= FailsAt)
        {
            throw new SourceException("cannot read the file: the disk is old");
        }
        var count = Math.Min(buffer.Length, Math.Min(content.Length, FailsAt) - _position);
        count = Math.Min(count, 50_000);
        content.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public bool HasChanged() => Changed;

    public void Dispose() => IsDisposed = true;
}
