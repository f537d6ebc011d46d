using System.IO.Compression;
using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format;

/// <summary>Everything that spec/volumes.md and spec/index.md promise of a complete archive, checked on one.</summary>
internal sealed class ArchiveRules
{
    private readonly ArchiveBuilder _built;
    private readonly byte[] _tar;
    private readonly List<List<ReadSegment>> _volumes = [];
    private readonly List<VolumeEnd> _ends = [];
    private readonly List<(int Volume, IndexEntry Line)> _lines = [];

    private ArchiveRules(ArchiveBuilder built)
    {
        _built = built;
        _tar = built.Tar;
        var number = 0;
        foreach (var volume in built.Volumes)
        {
            Assert.InRange(volume.Length, 0, built.Archive.VolumeSize);
            _volumes.Add(StrictReading.Read(volume, ++number));
        }
    }

    private IEnumerable<ReadSegment> Segments => _volumes.SelectMany(volume => volume);

    /// <summary>Checks all of it; the segments of each volume, for what else a test wants to know.</summary>
    public static List<List<ReadSegment>> Check(ArchiveBuilder built)
    {
        var rules = new ArchiveRules(built);
        Assert.True(built.IsComplete);
        rules.CheckStream();
        rules.CheckEnds();
        rules.CheckStarts();
        rules.CheckEntries();
        rules.CheckIndex();
        return rules._volumes;
    }

    private void CheckStream()
    {
        var sequence = 0L;
        var tarOffset = 0;
        foreach (var (volume, _, marker, _, visible) in Segments)
        {
            Assert.Equal(sequence++, marker.Sequence);
            Assert.Equal(tarOffset, marker.TarOffset);
            Assert.Equal(volume, marker.Volume);
            Assert.Equal(_built.Archive.Id, marker.Archive);
            Assert.True(_tar.AsSpan(tarOffset, visible.Length).SequenceEqual(visible));
            tarOffset += visible.Length;
        }
        Assert.Equal(_tar.Length, tarOffset);
        Assert.Single(Segments, segment => segment.Marker.Kind == SegmentKind.End);
        if (_built.Archive.Codec == Codec.Gzip)
        {
            using var all = new GZipStream(
                new MemoryStream([.. _built.Volumes.SelectMany(volume => volume)]),
                CompressionMode.Decompress
            );
            using var plain = new MemoryStream();
            all.CopyTo(plain);
            Assert.True(plain.ToArray().AsSpan().SequenceEqual(_tar));
        }
    }

    private void CheckEnds()
    {
        var (entries, tarEnd, volumes) = (0L, 0L, _built.Volumes);
        foreach (var (index, segments) in _volumes.Index())
        {
            var last = segments[^1];
            Assert.Equal(SegmentKind.VolumeEnd, last.Marker.Kind);
            Assert.Equal(VolumeEnd.SegmentSize, last.Marker.StoredLength);
            Assert.True(VolumeEnd.TryParse(last.Hidden, out var end, out _));
            var begun = EntriesBegunIn(segments);
            entries += begun;
            var first = segments.Find(segment => segment.Marker.Kind == SegmentKind.Entry)?.Offset ?? 0;
            Assert.Equal(last.Offset, end.Offset);
            Assert.Equal(first, end.FirstEntryOffset);
            Assert.Equal(segments[0].Marker.Sequence, end.FirstSequence);
            Assert.Equal(tarEnd, end.TarBegin);
            tarEnd += segments.Sum(segment => segment.Visible.Length);
            Assert.Equal(tarEnd, end.TarEnd);
            Assert.Equal(begun, end.Entries);
            Assert.Equal(entries, end.TotalEntries);
            Assert.Equal(ContentEndedBefore(tarEnd), end.TotalContent);
            Assert.Equal(index == _volumes.Count - 1, end.IsLast);
            var hash = SHA256.HashData(volumes[index].AsSpan(0, (int)last.Offset));
            Assert.Equal(new ByteString(hash), end.Sha256);
            _ends.Add(end);
        }
        Assert.Equal(_built.Entries.Sum(each => each.Entry.ContentLength), _ends[^1].TotalContent);
        Assert.Equal(_built.Entries.Count, _ends[^1].TotalEntries);
    }

    private long ContentEndedBefore(long tarOffset)
    {
        var (at, content) = (0L, 0L);
        foreach (var (entry, _, _, _, _) in _built.Entries)
        {
            at += LengthOf(entry);
            content += at <= tarOffset ? entry.ContentLength : 0;
        }
        return content;
    }

    private static long LengthOf(Entry entry) =>
        Sample.HeadersAndMapOf(entry).Length + TarBlock.PaddedLength(entry.DataLength);

    private static int EntriesBegunIn(List<ReadSegment> segments)
    {
        var counter = new EntryCounter();
        foreach (var segment in segments.Where(segment => segment.Marker.Kind == SegmentKind.Entry))
        {
            Assert.Equal(Defect.None, new TarDecoder(counter).Push(segment.Visible));
            // The headers of one entry may need several segments.
            counter.CountAtLeast(1);
        }
        return counter.Total;
    }

    private void CheckStarts()
    {
        foreach (var (index, segments) in _volumes.Index())
        {
            var next = 0;
            var payload = StrictReading.HiddenAt(segments, ref next);
            Assert.Equal(SegmentKind.VolumeStart, segments[0].Marker.Kind);
            Assert.Equal(0, segments[next].Offset % 4096);
            Assert.True(VolumeStart.TryParse(segments[0].Marker, payload, out var start, out _));
            Assert.NotNull(start);
            Assert.Equal(index + 1, start.Volume);
            var previous = index == 0 ? new ByteString(new byte[32]) : _ends[index - 1].Sha256;
            Assert.Equal(previous, start.Previous);
            Assert.Equal(_built.Archive.SegmentSize, start.Archive.SegmentSize);
            CheckContinued(start, segments.Find(segment => segment.Visible.Length > 0));
        }
    }

    private void CheckContinued(VolumeStart start, ReadSegment? first)
    {
        if (first?.Marker.Kind != SegmentKind.Continuation)
        {
            Assert.Null(start.Continued);
            return;
        }
        var continued = start.Continued;
        Assert.NotNull(continued);
        Assert.Equal(first.Marker.EntrySequence, continued.Sequence);
        Assert.Equal(first.Marker.EntryTarOffset, continued.TarOffset);
        var headers = continued.Headers.Span;
        Assert.True(_tar.AsSpan((int)continued.TarOffset, headers.Length).SequenceEqual(headers));
    }

    private void CheckEntries()
    {
        ReadSegment? begin = null;
        var ended = true;
        var segmentsOfEntry = new List<ReadSegment>();
        foreach (var segment in Segments.Where(segment => segment.Visible.Length > 0))
        {
            if (segment.Marker.Kind == SegmentKind.Continuation)
            {
                Assert.False(ended);
            }
            else
            {
                Assert.True(ended);
                begin = segment;
                segmentsOfEntry.Clear();
            }
            if (segment.Marker.Kind == SegmentKind.End)
            {
                continue;
            }
            Assert.Equal(begin!.Marker.Sequence, segment.Marker.EntrySequence);
            Assert.Equal(begin.Marker.TarOffset, segment.Marker.EntryTarOffset);
            segmentsOfEntry.Add(segment);
            ended = segment.Marker.Flags.HasFlag(SegmentFlags.EntryEnds);
            if (ended && segmentsOfEntry[0].Volume != segment.Volume)
            {
                CheckSpreading(segmentsOfEntry);
            }
        }
        Assert.True(ended);
    }

    /// <summary>Only a file beyond the keep-whole limit, or one with enormous headers, is in two volumes.</summary>
    private void CheckSpreading(List<ReadSegment> segments)
    {
        var length = segments.Sum(segment => segment.Visible.Length);
        Assert.True(length > Math.Min(_built.Archive.KeepWhole, _built.Archive.VolumeSize / 4));
        var isLarge = ContentOfEntryAt(segments[0].Marker.TarOffset) > _built.Archive.KeepWhole;
        Assert.True(isLarge || WorstCase(length) > RoomInEmptyVolume);
    }

    /// <summary>Without volume start, volume end, and the largest that the end of the tar stream can be.</summary>
    private long RoomInEmptyVolume =>
        _built.Archive.VolumeSize - VolumeStart.Alignment - VolumeEnd.SegmentSize - 300;

    /// <summary>What so much tar stream takes if nothing of it can be compressed.</summary>
    private long WorstCase(long length)
    {
        var framing = _built.Archive.Framing;
        var total = 0L;
        for (var left = length; left > 0; left -= _built.Archive.SegmentSize)
        {
            var part = (int)Math.Min(left, _built.Archive.SegmentSize);
            total += framing.StoredLength(0, framing.MaxBodyLength(part));
        }
        return total;
    }

    private long ContentOfEntryAt(long tarOffset) =>
        _built.Entries[IndexOfEntryAt(tarOffset)].Entry.ContentLength;

    private int IndexOfEntryAt(long tarOffset)
    {
        var at = 0L;
        for (var index = 0; ; index++)
        {
            if (at == tarOffset)
            {
                return index;
            }
            at += LengthOf(_built.Entries[index].Entry);
        }
    }

    private void CheckIndex()
    {
        using var pieces = new IndexPieces(_built.Archive.Framing);
        foreach (var (index, segments) in _volumes.Index())
        {
            ReadIndexOf(pieces, segments, _ends[index]);
        }
        Assert.Equal(_built.Entries.Count, _lines.Count);
        var tarOffset = 0L;
        foreach (var ((volume, line), stored) in _lines.Zip(_built.Entries))
        {
            Assert.Equal(Sample.AsIndexed(stored.Entry), line.Entry);
            Assert.Equal(
                (stored.Identity, stored.Hash, stored.Flags),
                (line.Identity, line.Hash, line.Flags)
            );
            Assert.Equal(tarOffset, line.Location.TarOffset);
            var headers = Sample.HeadersAndMapOf(stored.Entry);
            Assert.True(_tar.AsSpan((int)tarOffset, headers.Length).SequenceEqual(headers));
            tarOffset += LengthOf(stored.Entry);
            Assert.True(
                tarOffset <= _ends[volume - 1].TarEnd,
                "a line is in no volume before the end of its entry"
            );
            CheckPlace(line.Location, volume);
        }
    }

    private void ReadIndexOf(IndexPieces pieces, List<ReadSegment> segments, VolumeEnd end)
    {
        var next = segments.FindIndex(segment => segment.Marker.Kind == SegmentKind.Index);
        if (next < 0)
        {
            Assert.Equal((0, 0, 0), (end.IndexOffset, end.DirectoryOffset, end.IndexLines));
            return;
        }
        Assert.Equal(segments[next].Offset, end.IndexOffset);
        var directory = segments.FindIndex(segment => segment.Offset == end.DirectoryOffset);
        Assert.Equal(
            Defect.None,
            pieces.ReadDirectory(StrictReading.HiddenAt(segments, ref directory), out var listed)
        );
        Assert.Equal(segments.Count - 1, directory);
        var linesBefore = _lines.Count;
        foreach (var (offset, lines, first) in listed)
        {
            Assert.Equal(segments[next].Offset, offset);
            Assert.False(segments[next].Marker.Flags.HasFlag(SegmentFlags.Directory));
            Assert.Equal(
                Defect.None,
                pieces.ReadEntries(StrictReading.HiddenAt(segments, ref next), out var entries)
            );
            Assert.Equal(lines, entries.Count);
            Assert.Equal(first, entries[0].Entry.Path);
            _lines.AddRange(entries.Select(entry => (segments[0].Volume, entry)));
        }
        Assert.True(segments[next].Marker.Flags.HasFlag(SegmentFlags.Directory));
        Assert.Equal(_lines.Count - linesBefore, end.IndexLines);
    }

    private void CheckPlace(SegmentLocation place, int volumeOfLine)
    {
        Assert.InRange(place.Volume, 1, volumeOfLine);
        var segment = _volumes[place.Volume - 1].Find(each => each.Offset == place.Offset);
        Assert.NotNull(segment);
        Assert.Equal(SegmentKind.Entry, segment.Marker.Kind);
        Assert.Equal(place.Sequence, segment.Marker.Sequence);
        Assert.InRange(
            place.TarOffset,
            segment.Marker.TarOffset,
            segment.Marker.TarOffset + segment.Marker.VisibleLength - 1
        );
    }
}
