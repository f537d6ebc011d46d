using System.Buffers;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;

namespace Tarn.Pipeline;

/// <summary>
/// Gathers the tar stream of one entry or of several, and makes a segment of it; of an entry that turned out longer
/// than a segment, several. Not thread-safe.
/// </summary>
/// <param name="encoder">Compresses; its buffer takes the tar stream.</param>
/// <param name="segmentSize">Most bytes of tar stream in a segment.</param>
/// <param name="bodies">Takes what is compressed.</param>
internal sealed class SegmentGroup(EntryEncoder encoder, int segmentSize, PooledBuffer bodies)
{
    private readonly List<FinishedSegment> _segments = [];
    private List<StoredEntry> _entries = [];

    /// <summary>The segments made so far, in order.</summary>
    public IReadOnlyList<FinishedSegment> Segments => _segments;

    /// <summary>Takes in an entry whose tar stream was appended from its <see cref="StoredEntry.OffsetInExtent"/> on.</summary>
    public void Add(StoredEntry entry)
    {
        var begin = (int)entry.OffsetInExtent;
        if (begin > 0 && encoder.Visible.Length > segmentSize)
        {
            // Opened, it has shown attributes for which there is no room beside the others.
            Finish(begin);
            entry = entry with { OffsetInExtent = 0 };
        }
        _entries.Add(entry);
    }

    /// <summary>Makes a segment of what is gathered, if anything is.</summary>
    public void Finish() => Finish(encoder.Visible.Length);

    private void Finish(int length)
    {
        if (_entries.Count > 0)
        {
            var isCut = length > segmentSize;
            for (var begin = 0; begin < length; begin += segmentSize)
            {
                var isLast = length - begin <= segmentSize;
                var visible = encoder.Visible.Memory.Span[begin..(isLast ? length : begin + segmentSize)];
                var offset = bodies.Length;
                _segments.Add(
                    new FinishedSegment(visible.Length, offset, encoder.Encode(visible, bodies))
                    {
                        Extent = begin == 0 ? DescribeExtent(length, isCut) : null,
                        // They are written: until its turn to be appended, a segment is to need little else than its body.
                        Entries = isLast ? [.. _entries.Select(WithoutAttributes)] : [],
                    }
                );
            }
            _entries = [];
        }
        encoder.Visible.RemoveFirst(length);
    }

    private static StoredEntry WithoutAttributes(StoredEntry stored) =>
        stored with
        {
            Entry = stored.Entry.WithoutAttributes(),
        };

    private EntryExtent DescribeExtent(int length, bool isCut) =>
        new(
            _entries.Count,
            length,
            _entries.Sum(stored => stored.Entry.DataLength),
            _entries.Sum(stored => EntryExtent.MaxIndexLength(stored.Entry)),
            isCut ? Written(_entries[0].Entry, TarEncoder.WriteHeaders) : default
        )
        {
            Map = isCut ? Written(_entries[0].Entry, TarEncoder.WriteMap) : default,
        };

    /// <summary>Only what spans segments can span volumes, which repeat this.</summary>
    private static ReadOnlyMemory<byte> Written(Entry entry, Action<Entry, IBufferWriter<byte>> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(entry, bytes);
        return bytes.WrittenMemory;
    }
}
