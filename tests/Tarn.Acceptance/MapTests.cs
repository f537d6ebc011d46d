using System.Xml.Linq;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary><c>--map</c>: the picture of what is whole and what is not.</summary>
public sealed class MapTests(SharedSources sources)
{
    [Fact]
    public void Damaged_and_missing_volumes_are_on_the_map()
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), "--volume-size 1M");
        var map = temp.At("map.svg");
        var whole = TarnProgram.Run($"verify {archive.Store} --map {map}").AssertStatus(0);

        Assert.Equal(["whole"], States(map));
        // Standard error is no terminal here.
        Assert.DoesNotContain("###", whole.Errors, StringComparison.Ordinal);

        var volumes = archive.Volumes;
        Assert.True(volumes.Count > 3);
        File.Delete(volumes[1].Path);
        var bytes = File.ReadAllBytes(volumes[2].Path);
        bytes.AsSpan(bytes.Length / 2, 5000).Clear();
        File.WriteAllBytes(volumes[2].Path, bytes);

        TarnProgram.Run($"verify {archive.Store} --map {map} --json -q").AssertStatus(5);
        Assert.Equal(["damaged", "missing", "whole"], States(map));
        TarnProgram.Run($"rescue {archive.Store} --list --map {map}").AssertStatus(4);
        Assert.Contains("whole", States(map));
        Assert.DoesNotContain("missing", States(map));
    }

    [Theory]
    [InlineData("--quick")]
    [InlineData("--hash")]
    [InlineData("--sample 10%")]
    public void A_map_of_what_was_not_looked_at_is_refused(string option)
    {
        using var temp = new TempDirectory();

        var result = TarnProgram.Run($"verify {temp.Path} {option} --map {temp.At("map.svg")}");

        Assert.Contains("--map", result.AssertStatus(2).Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(temp.At("map.svg")));
    }

    /// <summary>The states that the lines of a map show, without its legend.</summary>
    private static IEnumerable<string> States(string map) =>
        XDocument
            .Load(map)
            .Descendants()
            .Where(shape => shape.Name.LocalName == "rect" && shape.Parent!.Name.LocalName == "g")
            .Select(shape => (string)shape.Attribute("class")!)
            .Distinct()
            .Order(StringComparer.Ordinal);
}
