using System.Text;
using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Oracle;

/// <summary>Text for people.</summary>
internal static class Shown
{
    private const int MostRanges = 5;
    private const int MostLetters = 100;

    internal static string Path(string path)
    {
        var shown = new StringBuilder("'");
        foreach (var letter in path)
        {
            shown.Append(letter is < ' ' or > '~' ? $"\\x{(int)letter:x2}" : letter.ToString());
        }
        if (shown.Length > MostLetters)
        {
            shown.Length = MostLetters;
            shown.Append("...");
        }
        return shown.Append('\'').ToString();
    }

    internal static string Ranges(IReadOnlyList<ByteRange> ranges) =>
        string.Join(' ', ranges.Take(MostRanges))
        + (ranges.Count > MostRanges ? $" ({ranges.Count} runs)" : "");
}
