using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>
/// Collects maps, and writes them as one SVG, which needs nothing else and can be read on light and on dark ground. Not
/// thread-safe.
/// </summary>
internal sealed class MapPage
{
    private const string Title = "What is whole, and what is not";
    private const int Margin = 24;
    private const int LineHeight = 18;
    private const int CellHeight = 14;
    private const int CellWidth = 10;
    private const int CellStep = 11;
    private const int LetterWidth = 8;
    private const int MostNameLetters = 32;
    private const int LegendStep = 120;

    /// <summary>On what letters stand, beneath the top of their line.</summary>
    private const int Baseline = 11;

    /// <summary>Who cannot tell red from green can tell these; what is damaged is striped, what is missing is hollow.</summary>
    private const string Styles = """

            .page { fill: #ffffff }
            text { fill: #1f2328; font: 12px monospace }
            .title { font: bold 16px sans-serif }
            .heading { font: bold 13px sans-serif }
            .name { text-anchor: end }
            rect { shape-rendering: crispEdges }
            .whole { fill: #009e73 }
            .damaged { fill: url(#stripes) }
            .ground { fill: #d55e00 }
            .stripe { stroke: #6b2700 }
            .missing { fill: none; stroke: #d55e00 }
            .unknown { fill: #a0a7ae }
            @media (prefers-color-scheme: dark) {
              .page { fill: #0d1117 }
              text { fill: #e6edf3 }
              .unknown { fill: #6e7681 }
            }

        """;

    private readonly List<(string Title, IReadOnlyList<MapLine> Lines)> _maps = [];

    /// <summary>Whether there is none yet.</summary>
    public bool IsEmpty => _maps.Count == 0;

    /// <summary>Takes a map.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="map">The map, complete.</param>
    public void Add(string title, VolumeMap map) => _maps.Add((title, [.. map.Lines]));

    /// <summary>Writes what there is to a file, in place of what it had.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteTo(string path)
    {
        try
        {
            using var file = File.Create(path);
            Write(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"cannot write the map '{path}': {failure.Message.TrimEnd('.')}; choose another file",
                failure
            );
        }
    }

    /// <summary>Writes what there is.</summary>
    public void Write(Stream stream)
    {
        var nameWidth =
            LetterWidth * _maps.SelectMany(map => map.Lines).Select(LettersOf).DefaultIfEmpty().Max();
        var width = (2 * Margin) + nameWidth + (VolumeMap.CellsPerLine * CellStep);
        // The title and the legend take two lines each, each heading as many.
        var lines = 4 + _maps.Sum(map => 2 + map.Lines.Count);
        var height = (2 * Margin) + (lines * LineHeight);
        using var drawing = new SvgDrawing(stream, Title, width, height, Styles);
        drawing.DefineStripes("stripes");
        drawing.Rectangle("page", 0, 0, width, height);
        drawing.Text("title", Margin, Margin + Baseline, Title);
        var top = Margin + (2 * LineHeight);
        DrawLegend(drawing, top);
        top += 2 * LineHeight;
        foreach (var (title, map) in _maps)
        {
            drawing.Text("heading", Margin, top + Baseline, title);
            top += LineHeight;
            foreach (var line in map)
            {
                DrawLine(drawing, line, Margin + nameWidth, top);
                top += LineHeight;
            }
            top += LineHeight;
        }
    }

    private static int LettersOf(MapLine line) => 1 + Math.Min(MapText.NameOf(line).Length, MostNameLetters);

    private static void DrawLegend(SvgDrawing drawing, int top)
    {
        var left = Margin;
        foreach (var state in Enum.GetValues<ShareState>())
        {
            DrawCell(drawing, state, left, top);
            drawing.Text("legend", left + (2 * CellStep), top + Baseline, NameOf(state));
            left += LegendStep;
        }
    }

    private static void DrawLine(SvgDrawing drawing, MapLine line, int left, int top)
    {
        var name = MapText.NameOf(line);
        var counts = line
            .Cells.CountBy(state => state)
            .OrderBy(count => count.Key)
            .Select(count => $"{count.Value} {NameOf(count.Key)}");
        drawing.BeginGroup($"{name}: {string.Join(", ", counts)}");
        drawing.Text("name", left - LetterWidth, top + Baseline, MapText.Shorten(name, MostNameLetters));
        foreach (var state in line.Cells)
        {
            DrawCell(drawing, state, left, top);
            left += CellStep;
        }
        drawing.EndGroup();
    }

    private static void DrawCell(SvgDrawing drawing, ShareState state, int left, int top) =>
        drawing.Rectangle(NameOf(state), left, top, CellWidth, CellHeight);

    private static string NameOf(ShareState state) =>
        state switch
        {
            ShareState.Whole => "whole",
            ShareState.Damaged => "damaged",
            ShareState.Missing => "missing",
            _ => "unknown",
        };
}
