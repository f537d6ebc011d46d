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

    /// <summary>Whether <see cref="HasChanged"/> fails.</summary>
    public bool FailsToTell { get; init; }

    /// <summary>What <see cref="HasChanged"/> says.</summary>
    public bool Changed { get; init; }

    /// <summary>What opening tells of attributes.</summary>
    public ExtendedAttributes Attributes { get; init; } = ExtendedAttributes.None;

    /// <summary>What opening tells of holes; the content is the data then.</summary>
    public SparseMap? Map { get; init; }

    /// <summary>What opening says is lost.</summary>
    public string? Loss { get; init; }

    public bool IsDisposed { get; private set; }

    public OpenedFile Open(Entry.File entry)
    {
        if (FailsToOpen)
        {
            throw new SourceException("cannot open the file: it is gone");
        }
        var metadata = entry.Metadata with { Attributes = Attributes };
        return new OpenedFile(entry with { Metadata = metadata, Map = Map }, Loss);
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

    public bool HasChanged() => FailsToTell ? throw new SourceException("cannot look at it again") : Changed;

    public void Dispose() => IsDisposed = true;
}
