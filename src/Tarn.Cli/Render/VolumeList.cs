using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Sets;

namespace Tarn.Cli.Render;

/// <summary>What lies in which volume of an archive: gathered from its index, then written.</summary>
/// <param name="archive">The archive.</param>
/// <param name="isWhole">Whether all its entries come, not only those at some paths.</param>
internal sealed class VolumeList(ArchiveListing archive, bool isWhole)
{
    private readonly Dictionary<int, Span> _spans = [];

    /// <summary>The entries that begin in one volume.</summary>
    private sealed record Span(long Entries, UnixPath First, UnixPath Last);

    /// <summary>Takes an entry into account.</summary>
    public void Add(IndexEntry entry)
    {
        var number = entry.Location.Volume;
        var path = entry.Entry.Path;
        _spans[number] = _spans.TryGetValue(number, out var span)
            ? span with
            {
                Entries = span.Entries + 1,
                Last = path,
            }
            : new Span(1, path, path);
    }

    /// <summary>Writes a line or two for each volume; only those in which an entry begins unless all entries came.</summary>
    public void Write(Output output, bool isJson)
    {
        for (var number = 1; number <= archive.LastNumber; number++)
        {
            var span = _spans.GetValueOrDefault(number);
            if (span is null && !isWhole)
            {
                continue;
            }
            if (isJson)
            {
                JsonLines.Write(Describe(number, span), output);
            }
            else
            {
                WriteText(number, span, output);
            }
        }
    }

    private JsonLine.ListedVolume Describe(int number, Span? span)
    {
        var volume = archive.Volume(number);
        var (first, firstBytes) = JsonText.OfOptional(span?.First ?? default);
        var (last, lastBytes) = JsonText.OfOptional(span?.Last ?? default);
        return new JsonLine.ListedVolume
        {
            Number = number,
            Name = volume?.Name,
            State = StateOf(volume),
            StoredBytes = volume?.Length,
            Entries = CountOf(volume, span),
            FirstPath = first,
            FirstPathBytes = firstBytes,
            LastPath = last,
            LastPathBytes = lastBytes,
        };
    }

    private void WriteText(int number, Span? span, Output output)
    {
        var volume = archive.Volume(number);
        output.Write(
            volume is null
                ? $"{number, 6}  missing"
                : $"{number, 6}  {Human.Size(volume.Length), 10}  "
                    + Human.Count(CountOf(volume, span), "entry", "entries")
                    + $"  {Printable.Of(volume.Name)}{(volume.End is null ? "  (damaged)" : "")}"
        );
        output.End();
        if (span is not null)
        {
            output.Write("        from ");
            output.WriteName(span.First.Span);
            output.End();
            output.Write("          to ");
            output.WriteName(span.Last.Span);
            output.End();
        }
    }

    private long CountOf(VolumeListing? volume, Span? span) =>
        isWhole && volume?.End is { } end ? end.Entries : span?.Entries ?? 0;

    private static string StateOf(VolumeListing? volume) =>
        volume is null ? "missing"
        : volume.End is null ? "damaged"
        : "present";
}
