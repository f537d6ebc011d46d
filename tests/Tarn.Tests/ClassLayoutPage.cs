using System.Text.RegularExpressions;

namespace Tarn.Tests;

/// <summary>docs/class-layout.md, taken apart.</summary>
internal sealed partial class ClassLayoutPage
{
    private const string RequirementsHeading = "What the founding notes ask for";

    private readonly List<Row> _rows = [];
    private readonly List<(string Layer, string Name)> _drawn = [];
    private readonly List<string> _names = [];
    private string _heading = "";
    private string? _subheading;
    private bool _isInDiagram;

    public ClassLayoutPage(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Take(line);
        }
    }

    /// <summary>Types that have a row in a table: their layer, their folder if it has a heading, and their name.</summary>
    public IEnumerable<(string Layer, string? Folder, string Name)> Types =>
        from row in _rows
        where row.Heading != RequirementsHeading
        from name in NamesIn(row.Cells[0])
        select (row.Heading, row.Subheading, name);

    /// <summary>Names in the diagrams of each layer, without the types that they are nested in.</summary>
    public IReadOnlyList<(string Layer, string Name)> Drawn => _drawn;

    /// <summary>All names in code letters outside of the diagrams.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>What the notes ask for, what meets it, and the tests that show it.</summary>
    public IEnumerable<(string Asked, string MetBy, IReadOnlyList<string> Tests)> Requirements =>
        from row in _rows
        where row.Heading == RequirementsHeading
        select (row.Cells[0], row.Cells[1], NamesIn(row.Cells[2]));

    private void Take(string line)
    {
        if (line.StartsWith("```", StringComparison.Ordinal))
        {
            _isInDiagram = !_isInDiagram;
        }
        else if (_isInDiagram)
        {
            var relation = line.Split(" : ")[0];
            _drawn.AddRange(DrawnName().Matches(relation).Select(match => (_heading, match.Value)));
        }
        else if (line.StartsWith("## ", StringComparison.Ordinal))
        {
            (_heading, _subheading) = (line[3..], null);
        }
        else if (line.StartsWith("### ", StringComparison.Ordinal))
        {
            _subheading = line[4..];
        }
        else
        {
            TakeText(line);
        }
    }

    private void TakeText(string line)
    {
        _names.AddRange(NamesIn(line));
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        if (cells is ["", not ("type" or "requirement" or "---"), _, _, ""])
        {
            _rows.Add(new Row(_heading, _subheading, cells[1..^1]));
        }
    }

    private static IReadOnlyList<string> NamesIn(string text) =>
        [.. CodeName().Matches(text).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"`(?<name>[A-Z]\w*(\.[A-Z]\w*)*)`", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CodeName();

    [GeneratedRegex(@"\b[A-Z]\w*", RegexOptions.None, 10_000)]
    private static partial Regex DrawnName();

    private sealed record Row(string Heading, string? Subheading, string[] Cells);
}
