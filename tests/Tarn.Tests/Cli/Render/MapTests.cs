using System.Xml.Linq;
using Spectre.Console;
using Tarn.Cli.Render;
using Tarn.Results;
using Xunit;

namespace Tarn.Tests.Cli.Render;

public sealed class MapTests
{
    [Fact]
    public void A_map_is_drawn_with_a_line_for_each_volume()
    {
        var map = Map(["1", "2", "3"]);
        map.Mark(0, ShareState.Whole);
        map.Mark(1, 0, 32, 64, ShareState.Whole);
        map.Mark(1, 32, 34, 64, ShareState.Damaged);
        map.Mark(1, 34, 60, 64, ShareState.Whole);
        map.Mark(2, ShareState.Missing);

        Assert.Equal(
            """
            1  ################################################################
            2  ################################xx##########################????
            3  ................................................................

            """,
            Draw(map, 80)
        );
    }

    [Fact]
    public void Names_that_are_too_long_lose_their_beginning()
    {
        var map = Map(["short", "a name that is too long for 80 columns"]);

        var lines = Draw(map, 80).Split('\n');

        Assert.Equal($"        short  {new string('?', 64)}", lines[0]);
        Assert.Equal($"or 80 columns  {new string('?', 64)}", lines[1]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 79));
        Assert.StartsWith("a name", Draw(map, 120).Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_that_share_a_line_are_told_by_the_first_and_the_last()
    {
        var map = Map([.. Enumerable.Range(1, 40).Select(number => $"{number}")]);

        Assert.StartsWith("  1 to 2  ??", Draw(map, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void No_volumes_are_drawn_as_nothing() => Assert.Equal("", Draw(Map([]), 80));

    [Fact]
    public void A_page_has_a_title_a_legend_and_every_cell()
    {
        var map = Map(["a <b> & \"c\"", "2"]);
        map.Mark(0, ShareState.Whole);
        map.Mark(1, ShareState.Missing);
        map.Mark(0, 0, 2, 64, ShareState.Damaged);
        var page = new MapPage();
        page.Add("first <archive>", map);
        page.Add("second", Map(["3"]));
        using var stream = new MemoryStream();

        page.Write(stream);

        Assert.Equal((byte)'<', stream.GetBuffer()[0]);
        stream.Position = 0;
        var svg = XDocument.Load(stream).Root!;
        var shapes = svg.Descendants().ToLookup(each => each.Name.LocalName);
        Assert.Equal("What is whole, and what is not", svg.Elements().First().Value);
        var texts = shapes["text"].Select(text => text.Value).ToList();
        Assert.Equal("What is whole, and what is not", texts[0]);
        Assert.Equal(["whole", "unknown", "damaged", "missing"], texts[1..5]);
        Assert.Equal(["first <archive>", "a <b> & \"c\"", "2", "second", "3"], texts[5..]);
        var cells = shapes["rect"].CountBy(rect => (string)rect.Attribute("class")!).ToDictionary();
        // One of each is in the legend.
        Assert.Equal(1 + 62, cells["whole"]);
        Assert.Equal(1 + 2, cells["damaged"]);
        Assert.Equal(1 + 64, cells["missing"]);
        Assert.Equal(1 + 64, cells["unknown"]);
        Assert.Contains(
            "a <b> & \"c\": 62 whole, 2 damaged",
            shapes["g"].Select(line => line.Elements().First().Value)
        );
    }

    [Fact]
    public void All_of_a_page_lies_within_it_and_nothing_outside_is_needed()
    {
        var page = new MapPage();
        page.Add("one", Map([.. Enumerable.Range(1, 1000).Select(number => $"a name {number}")]));
        using var stream = new MemoryStream();

        page.Write(stream);

        stream.Position = 0;
        var svg = XDocument.Load(stream).Root!;
        var (width, height) = ((int)svg.Attribute("width")!, (int)svg.Attribute("height")!);
        Assert.All(
            svg.Descendants().Where(shape => shape.Name.LocalName == "rect"),
            shape =>
            {
                Assert.InRange((int)shape.Attribute("x")! + (int)shape.Attribute("width")!, 1, width);
                Assert.InRange((int)shape.Attribute("y")! + (int)shape.Attribute("height")!, 1, height);
            }
        );
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), link => link.Name.LocalName == "href");
        Assert.Contains("prefers-color-scheme: dark", svg.Value, StringComparison.Ordinal);
    }

    private static VolumeMap Map(string[] names) => new(names.Length, volume => names[volume]);

    private static string Draw(VolumeMap map, int width)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Profile.Width = width;
        MapText.Write(console, map);
        return writer.ToString();
    }
}
