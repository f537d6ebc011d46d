using Spectre.Console;
using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>Draws a map with characters, which tell all that the colours do.</summary>
internal static class MapText
{
    /// <summary>What the characters mean.</summary>
    public const string Legend = "# whole, x damaged, . missing, ? unknown";

    private const string Gap = "  ";
    private const int MinNameWidth = 4;
    private const int MaxNameWidth = 40;

    /// <summary>Draws its lines.</summary>
    public static void Write(IAnsiConsole console, VolumeMap map)
    {
        var room = console.Profile.Width - VolumeMap.CellsPerLine - Gap.Length - 1;
        var lines = map
            .Lines.Select(line =>
                (Name: Shorten(NameOf(line), Math.Clamp(room, MinNameWidth, MaxNameWidth)), line.Cells)
            )
            .ToList();
        var width = lines.Select(line => line.Name.GetCellWidth()).DefaultIfEmpty().Max();
        foreach (var (name, cells) in lines)
        {
            console.Write(new string(' ', width - name.GetCellWidth()) + name + Gap);
            for (int first = 0, next; first < cells.Count; first = next)
            {
                var state = cells[first];
                next = first + cells.Skip(first).TakeWhile(other => other == state).Count();
                console.Write(new string(LetterOf(state), next - first), StyleOf(state));
            }
            console.WriteLine();
        }
    }

    /// <summary>What a line is about: one volume or several.</summary>
    public static string NameOf(MapLine line) =>
        line.First == line.Last ? line.First : $"{line.First} to {line.Last}";

    /// <summary>The end of a name, which says more than its beginning.</summary>
    /// <param name="name">The name.</param>
    /// <param name="room">The cells of a terminal that it may take.</param>
    public static string Shorten(string name, int room)
    {
        while (name.GetCellWidth() > room)
        {
            name = name[(char.IsSurrogatePair(name, 0) ? 2 : 1)..];
        }
        return name;
    }

    private static char LetterOf(ShareState state) =>
        state switch
        {
            ShareState.Whole => '#',
            ShareState.Damaged => 'x',
            ShareState.Missing => '.',
            _ => '?',
        };

    private static Style StyleOf(ShareState state) =>
        state switch
        {
            ShareState.Whole => Color.Green,
            ShareState.Unknown => Color.Grey,
            _ => Color.Red,
        };
}
