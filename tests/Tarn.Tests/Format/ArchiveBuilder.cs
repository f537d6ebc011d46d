using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format;

/// <summary>Writes an archive into memory, one step after the other, and remembers what it was told to write.</summary>
internal sealed class ArchiveBuilder : IVolumeSink, IDisposable
{
    private readonly MemoryStream _waiting = new();
    private readonly MemoryStream _tar = new();
    private readonly MemoryStream _group = new();
    private readonly List<StoredEntry> _grouped = [];
    private readonly List<MemoryStream> _volumes = [];
    private readonly List<StoredEntry> _entries = [];
    private readonly IBodyEncoder _encoder;
    private readonly ArchiveWriter _writer;
    private byte[] _body = [];

    public ArchiveBuilder(ArchiveParameters archive, int level = 1)
    {
        Archive = archive;
        _encoder = archive.Framing.CreateEncoder(level);
        _writer = new ArchiveWriter(archive, this, _waiting);
    }

    public ArchiveParameters Archive { get; }

    /// <summary>What was added, in order.</summary>
    public IReadOnlyList<StoredEntry> Entries => _entries;

    /// <summary>The volumes, once complete.</summary>
    public byte[][] Volumes => [.. _volumes.Select(volume => volume.ToArray())];

    /// <summary>The tar stream, once complete.</summary>
    public byte[] Tar => _tar.ToArray();

    public bool IsComplete { get; private set; }

    /// <summary>Adds an entry; of a sparse file only the data.</summary>
    public void Add(Entry entry, byte[]? content = null, EntryFlags flags = EntryFlags.None)
    {
        content ??= [];
        var headers = Sample.HeadersOf(entry);
        var map = Sample.HeadersAndMapOf(entry)[headers.Length..];
        byte[] stored = [.. map, .. content];
        byte[] member = [.. headers, .. stored, .. new byte[TarBlock.PaddingAfter(content.Length)]];
        var hash = entry is Entry.File ? ContentHash.Of(Archive.Hash, stored) : default;
        var line = new StoredEntry(entry, Sample.Identity, hash, flags, 0);
        _entries.Add(line);
        _tar.Write(member);
        if (member.Length > Archive.SegmentSize)
        {
            FlushGroup();
            AddInParts(line, member, headers, map);
            return;
        }
        if (_group.Length + member.Length > Archive.SegmentSize)
        {
            FlushGroup();
        }
        _grouped.Add(line with { OffsetInExtent = _group.Length });
        _group.Write(member);
        if (_group.Length >= Math.Max(1, Archive.GroupSize))
        {
            FlushGroup();
        }
    }

    public ArchiveBuilder Complete()
    {
        FlushGroup();
        _writer.Complete();
        _tar.Write(new byte[TarEncoder.EndOfArchiveLength]);
        return this;
    }

    void IVolumeSink.Begin(int volume)
    {
        Assert.Equal(_volumes.Count + 1, volume);
        _volumes.Add(new MemoryStream());
    }

    void IVolumeSink.Write(ReadOnlySpan<byte> bytes) => _volumes[^1].Write(bytes);

    void IVolumeSink.Complete(bool isLast)
    {
        Assert.False(IsComplete);
        IsComplete = isLast;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _encoder.Dispose();
    }

    private void FlushGroup()
    {
        if (_grouped.Count == 0)
        {
            return;
        }
        var visible = _group.ToArray();
        var extent = new EntryExtent(
            _grouped.Count,
            visible.Length,
            _grouped.Sum(each => each.Entry.DataLength),
            _grouped.Sum(each => IndexLines.UpperBound(each.Entry)),
            default
        );
        var flags = _grouped.Aggregate(SegmentFlags.EntryEnds, (all, each) => all | FlagsOf(each));
        _writer.BeginEntry(extent, Encode(visible, flags));
        _writer.EndEntry(_grouped);
        _grouped.Clear();
        _group.SetLength(0);
    }

    private void AddInParts(StoredEntry stored, byte[] member, byte[] headers, byte[] map)
    {
        var extent = new EntryExtent(
            1,
            member.Length,
            stored.Entry.DataLength,
            IndexLines.UpperBound(stored.Entry),
            headers
        )
        {
            Map = map,
        };
        for (var at = 0; at < member.Length; at += Archive.SegmentSize)
        {
            var part = member.AsSpan(at, Math.Min(Archive.SegmentSize, member.Length - at));
            var isLast = at + part.Length == member.Length;
            var segment = Encode(part, isLast ? SegmentFlags.EntryEnds | FlagsOf(stored) : SegmentFlags.None);
            if (at == 0)
            {
                _writer.BeginEntry(extent, segment);
            }
            else
            {
                _writer.ContinueEntry(segment);
            }
        }
        _writer.EndEntry([stored]);
    }

    private static SegmentFlags FlagsOf(StoredEntry stored) =>
        (stored.Flags.HasFlag(EntryFlags.Shrank) ? SegmentFlags.Shrank : SegmentFlags.None)
        | (stored.Flags.HasFlag(EntryFlags.Grew) ? SegmentFlags.Grew : SegmentFlags.None)
        | (stored.Flags.HasFlag(EntryFlags.Changed) ? SegmentFlags.Changed : SegmentFlags.None);

    private EncodedSegment Encode(ReadOnlySpan<byte> visible, SegmentFlags flags)
    {
        _body = new byte[Archive.Framing.MaxBodyLength(visible.Length)];
        var length = _encoder.Encode(visible, _body);
        return new EncodedSegment(visible.Length, _body.AsMemory(0, length), flags);
    }
}
