namespace Tarn.Cli.Render;

/// <summary>Lines of text whose parts stand beneath each other.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>Aligns rows.</summary>
    /// <param name="rows">All of the same length.</param>
    /// <param name="alignment">For each column <c>&lt;</c>, left, or <c>&gt;</c>, right.</param>
    public static IEnumerable<string> Align(IReadOnlyList<string[]> rows, string alignment)
    {
        var widths = Enumerable
            .Range(0, alignment.Length)
            .Select(column => rows.Max(row => row[column].Length))
            .ToArray();
        return rows.Select(row =>
            string.Join(
                    Gap,
                    row.Select(
                        (text, column) =>
                            alignment[column] == '<'
                                ? text.PadRight(widths[column])
                                : text.PadLeft(widths[column])
                    )
                )
                .TrimEnd()
        );
    }
}
