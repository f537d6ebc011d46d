using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Sets;

namespace Tarn.Cli.Render;

/// <summary>What lies in which volume of an archive, written while its entries come in archive order.</summary>
/// <param name="archive">The archive.</param>
/// <param name="isWhole">Whether all its entries come, not only those at some paths.</param>
/// <param name="output">Where lines go.</param>
/// <param name="isJson">Whether they are JSON.</param>
internal sealed class VolumeList(ArchiveListing archive, bool isWhole, Output output, bool isJson)
{
    private int _number = 1;
    private Span? _span;

    /// <summary>The entries that begin in one volume.</summary>
    private sealed record Span(long Entries, UnixPath First, UnixPath Last);

    /// <summary>Takes an entry into account.</summary>
    public void Add(IndexEntry entry)
    {
        WriteBefore(entry.Location.Volume);
        var path = entry.Entry.Path;
        _span = _span is null
            ? new Span(1, path, path)
            : _span with
            {
                Entries = _span.Entries + 1,
                Last = path,
            };
    }

    /// <summary>No more entries come.</summary>
    public void Complete() => WriteBefore(archive.LastNumber + 1);

    /// <summary>A line or two for each volume; only those in which an entry begins unless all entries come.</summary>
    private void WriteBefore(int end)
    {
        for (; _number < end; _number++)
        {
            if (_span is not null || isWhole)
            {
                Write(_number, _span);
            }
            _span = null;
        }
    }

    private void Write(int number, Span? span)
    {
        if (isJson)
        {
            JsonLines.Write(Describe(number, span), output);
        }
        else
        {
            WriteText(number, span);
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

    private void WriteText(int number, Span? span)
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
