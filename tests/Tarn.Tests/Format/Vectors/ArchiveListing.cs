using System.Globalization;
using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Vectors;

/// <summary>What <c>expect.txt</c> says of an archive, found out from its volumes alone (vectors/README.md).</summary>
internal sealed class ArchiveListing : ITarHandler
{
    private readonly List<string> _lines = [];
    private readonly List<byte> _content = [];
    private readonly Dictionary<UnixPath, SegmentLocation> _places = [];
    private Entry? _entry;

    public static string Of(IReadOnlyList<byte[]> volumes)
    {
        var listing = new ArchiveListing();
        var tar = new MemoryStream();
        foreach (var (index, volume) in volumes.Index())
        {
            listing._lines.Add($"volume {index + 1} {Fields.Hash(volume)}");
            var segments = StrictReading.Read(volume, index + 1);
            listing.ReadIndex(Framings.Detect(volume)!, segments);
            foreach (var segment in segments)
            {
                tar.Write(segment.Visible);
            }
        }
        listing._lines.Add($"tar {Fields.Hash(tar.ToArray())}");
        Assert.Equal(Defect.None, new TarDecoder(listing).Push(tar.ToArray()));
        return string.Concat(listing._lines.Select(line => line + "\n"));
    }

    public void Begin(Entry entry)
    {
        _entry = entry;
        _content.Clear();
    }

    public void Content(ReadOnlySpan<byte> bytes) => _content.AddRange(bytes);

    public void End()
    {
        var entry = _entry!;
        var place = _places[entry.Path];
        var line = new StringBuilder(Fields.Of(entry)[0]["type: ".Length..]);
        line.Append(
            CultureInfo.InvariantCulture,
            $" {place.Volume} {place.Offset} {place.Sequence} {place.TarOffset} "
        );
        line.Append(entry is Entry.File file ? $"{file.Size} {Fields.Hash([.. _content])}" : "- -");
        line.Append(' ').Append(Name(entry.Path.Span));
        if (entry is Entry.Symlink symlink)
        {
            line.Append(" -> ").Append(Name(symlink.Target.Span));
        }
        else if (entry is Entry.HardLink hardLink)
        {
            line.Append(" -> ").Append(Name(hardLink.Target.Span));
        }
        _lines.Add(line.ToString());
    }

    private void ReadIndex(IFraming framing, List<ReadSegment> segments)
    {
        using var pieces = new IndexPieces(framing);
        for (var next = 0; next < segments.Count; )
        {
            var marker = segments[next].Marker;
            var hidden = marker.HiddenLength > 0 ? StrictReading.HiddenAt(segments, ref next) : [];
            next += hidden.Length > 0 ? 0 : 1;
            if (marker.Kind == SegmentKind.Index && !marker.Flags.HasFlag(SegmentFlags.Directory))
            {
                Assert.Equal(Defect.None, pieces.ReadEntries(hidden, out var entries));
                foreach (var entry in entries)
                {
                    _places.Add(entry.Entry.Path, entry.Location);
                }
            }
        }
    }

    private static string Name(ReadOnlySpan<byte> name) =>
        Fields.Name(name).Replace(" ", "%20", StringComparison.Ordinal);
}
