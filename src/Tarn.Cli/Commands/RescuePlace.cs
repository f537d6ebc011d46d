using System.Globalization;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;
using Tarn.Scanning;
using Tarn.Sets;

namespace Tarn.Cli.Commands;

/// <summary>What <c>tarn rescue</c> does at one place of a file or disk.</summary>
internal static class RescuePlace
{
    /// <summary>Shows the next segment of which every byte can be trusted.</summary>
    /// <exception cref="ArchiveNotFoundException">There is none.</exception>
    public static async Task ShowSegmentAsync(ScanInput input, Session session, CancellationToken ct)
    {
        var inspect = new Inspect(input);
        var found = await inspect.FindSegmentAsync(ct);
        TellOfVersion(inspect.OtherVersion, session);
        if (inspect.DamagedSegments > 0)
        {
            var count = Human.Count(inspect.DamagedSegments, "segment was", "segments were");
            session.Report.Note($"{count} passed over: damaged");
        }
        if (found is not { } segment)
        {
            throw new ArchiveNotFoundException($"no whole segment was found in {Part(input)}");
        }
        Write(segment, session);
    }

    /// <summary>Writes the content of the next entry to standard output.</summary>
    /// <exception cref="ArchiveNotFoundException">There is none.</exception>
    public static async Task CopyEntryAsync(ScanInput input, Session session, CancellationToken ct)
    {
        await using var content = new StandardOutput(ct);
        var inspect = new Inspect(input);
        var isFound = await inspect.CopyEntryAsync(content, entry => Tell(entry, session), ct);
        TellOfVersion(inspect.OtherVersion, session);
        if (!isFound)
        {
            throw new ArchiveNotFoundException($"no entry was found that begins in {Part(input)}");
        }
    }

    /// <summary>Says that segments were passed over which may be good: this program cannot tell.</summary>
    public static void TellOfVersion(int version, Session session)
    {
        if (version > 0)
        {
            session.Add(
                ExitCode.Reason.Damaged,
                $"segments of format version {version} were passed over: use a newer Tarn for them"
            );
        }
    }

    private static void Write(LocatedSegment segment, Session session)
    {
        var marker = segment.Marker;
        var line = new JsonLine.Segment(
            segment.Offset,
            JsonText.Of(marker.Kind),
            marker.Archive.ToString(),
            marker.Volume,
            marker.Sequence,
            marker.StoredLength
        );
        if (session.IsJson)
        {
            JsonLines.Write(line, session.Output);
            return;
        }
        session.Output.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Offset} {line.Kind} {line.Archive} {line.Sequence} {line.StoredLength}"
            )
        );
        session.Output.End();
    }

    private static void Tell(LocatedEntry found, Session session)
    {
        var kind = ListedEntries.Of(found.Entry).Kind.Replace('_', ' ');
        session.Report.Note(
            $"{Printable.Quoted(found.Entry.Path)}: the {kind} that begins at byte {found.First.Offset}"
        );
        if (found.OthersInSegment > 0)
        {
            session.Report.Note(
                $"{Human.Count(found.OthersInSegment, "entry", "entries")} more in the same segment: --into restores them"
            );
        }
    }

    private static string Part(ScanInput input) =>
        $"'{input.Name}' from byte {input.From} on"
        + (input.To == long.MaxValue ? "" : $" and before byte {input.To}");
}
