using System.Globalization;
using Tarn.Results;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>Which cells of a map tell of which bytes. In the patterns # is whole, x damaged, . missing, ? unknown.</summary>
public sealed class VolumeMapTests
{
    private const ShareState Whole = ShareState.Whole;

    [Fact]
    public void Nothing_is_known_before_it_is_said()
    {
        var line = Assert.Single(MapOf(1).Lines);

        Assert.Equal("1", line.First);
        Assert.Equal("1", line.Last);
        Assert.Equal(new string('?', 64), Draw(line));
    }

    [Theory]
    // Each cell has 100 bytes.
    [InlineData(0, 6400, "################################################################")]
    [InlineData(0, 1, "#???????????????????????????????????????????????????????????????")]
    [InlineData(99, 101, "##??????????????????????????????????????????????????????????????")]
    [InlineData(100, 200, "?#??????????????????????????????????????????????????????????????")]
    [InlineData(6399, 6400, "???????????????????????????????????????????????????????????????#")]
    [InlineData(70, 70, "????????????????????????????????????????????????????????????????")]
    public void Every_cell_that_the_bytes_touch_tells_of_them(int from, int to, string expected)
    {
        var map = MapOf(1);

        map.Mark(0, from, to, 6400, Whole);

        Assert.Equal(expected, Draw(Assert.Single(map.Lines)));
    }

    [Fact]
    public void A_cell_shows_the_worst_of_what_it_has_in_any_order()
    {
        var states = Enum.GetValues<ShareState>();
        foreach (var (one, other) in states.SelectMany(one => states.Select(other => (one, other))))
        {
            var map = MapOf(1);
            map.Mark(0, 0, 10, 6400, one);
            map.Mark(0, 10, 100, 6400, other);

            Assert.Equal(one > other ? one : other, map.Lines.Single().Cells[0]);
        }
        Assert.Equal(
            [ShareState.Whole, ShareState.Unknown, ShareState.Damaged, ShareState.Missing],
            states.Order()
        );
    }

    [Fact]
    public void A_volume_of_few_bytes_fills_its_line()
    {
        var map = MapOf(1);

        map.Mark(0, 0, 2, 3, Whole);
        map.Mark(0, 2, 3, 3, ShareState.Damaged);

        Assert.Equal($"{new string('#', 42)}{new string('x', 22)}", Draw(map.Lines.Single()));
    }

    [Fact]
    public void Offsets_may_be_as_large_as_files_can_get()
    {
        var map = MapOf(VolumeMap.MostLines);

        map.Mark(VolumeMap.MostLines - 1, long.MaxValue - 1, long.MaxValue, long.MaxValue, Whole);

        Assert.Equal($"{new string('?', 63)}#", Draw(map.Lines.Last()));
    }

    [Fact]
    public void More_volumes_than_lines_share_them()
    {
        var map = MapOf(33);

        map.Mark(1, Whole);
        map.Mark(31, 0, 100, 200, ShareState.Damaged);
        map.Mark(32, ShareState.Missing);

        var lines = map.Lines.ToList();
        Assert.Equal(17, lines.Count);
        Assert.Equal(("1", "2"), (lines[0].First, lines[0].Last));
        Assert.Equal($"{new string('?', 32)}{new string('#', 32)}", Draw(lines[0]));
        Assert.Equal($"{new string('?', 32)}{new string('x', 16)}{new string('?', 16)}", Draw(lines[15]));
        // The last has one volume only, as wide as all others.
        Assert.Equal(("33", "33"), (lines[16].First, lines[16].Last));
        Assert.Equal(new string('.', 32), Draw(lines[16]));
    }

    [Fact]
    public void A_million_volumes_share_cells_and_the_worst_of_them_shows()
    {
        const int count = 1_000_000;
        var map = MapOf(count);
        for (var volume = 0; volume < count; volume++)
        {
            map.Mark(volume, Whole);
        }
        map.Mark(700_000, ShareState.Missing);

        var lines = map.Lines.ToList();
        Assert.InRange(lines.Count, 1, VolumeMap.MostLines);
        Assert.Equal("1000000", lines[^1].Last);
        Assert.All(lines[..^1], line => Assert.Equal(VolumeMap.CellsPerLine, line.Cells.Count));
        Assert.Equal(1, lines.Sum(line => line.Cells.Count(state => state == ShareState.Missing)));
        Assert.DoesNotContain(lines, line => line.Cells.Contains(ShareState.Unknown));
    }

    [Fact]
    public void No_volumes_have_no_lines() => Assert.Empty(MapOf(0).Lines);

    /// <summary>The cells of a line, a letter each.</summary>
    internal static string Draw(MapLine line) =>
        string.Concat(line.Cells.Select(state => "#?x."[(int)state]));

    private static VolumeMap MapOf(int volumes) =>
        new(volumes, volume => (volume + 1).ToString(CultureInfo.InvariantCulture));
}
