using Tarn.Cli.Render.Json;

namespace Tarn.Cli.Render;

/// <summary>Shows which archives were found, and how whole each is.</summary>
internal static class RescueList
{
    /// <summary>Looks at each and shows it.</summary>
    public static async Task WriteAsync(
        IReadOnlyList<RescuedArchive> archives,
        Session session,
        CancellationToken ct
    )
    {
        foreach (var archive in archives)
        {
            var outline = await Rescue.OutlineAsync(archive, ct);
            if (!outline.IsWhole)
            {
                session.Add(ExitCode.Reason.Damaged);
            }
            if (session.IsJson)
            {
                JsonLines.Write(Line(archive, outline), session.Output);
            }
            else
            {
                session.Output.Write(System.Text.Encoding.UTF8.GetBytes(Text(archive, outline)));
                session.Output.End();
            }
        }
    }

    private static JsonLine.FoundArchive Line(RescuedArchive archive, ArchiveOutline outline) =>
        new()
        {
            Id = archive.Id.ToString(),
            Set = outline.Parameters is { } parameters ? JsonText.Of(parameters.Set.Span).Text : null,
            Created = outline.Parameters is { } known ? JsonText.Of(known.Created) : null,
            Volumes = outline.Volumes,
            HasLastVolume = outline.HasLast,
            Whole = outline.Whole,
            Partial = outline.Partial,
            Lost = outline.Lost,
            Unknown = outline.Unknown,
            Inside = archive.IsInside ? true : null,
        };

    private static string Text(RescuedArchive archive, ArchiveOutline outline)
    {
        var set = outline.Parameters is { } parameters
            ? $"set {Format.Bytes.Printable.Quoted(parameters.Set)} of {JsonText.Of(parameters.Created)[..19]}Z"
            : "set unknown";
        var volumes = Human.Count(outline.Volumes.Count, "volume", "volumes");
        var end = outline.HasLast ? "with the last" : "without the last";
        var lost = outline.Lost + outline.Unknown;
        return $"{archive.Id.ToString()[..12]}  {set}, {volumes} ({end}): {Human.Count(outline.Whole, "entry", "entries")} whole, "
            + $"{outline.Partial:N0} in part, {lost:N0} lost"
            + (archive.IsInside ? "; perhaps content of another archive" : "");
    }
}
