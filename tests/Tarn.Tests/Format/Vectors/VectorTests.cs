using Xunit;

namespace Tarn.Tests.Format.Vectors;

public sealed class VectorTests
{
    private static IEnumerable<VectorCase> Cases => [.. TarCases.All, .. SegmentCases.All, .. IndexCases.All];

    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(VectorFiles.Root, "*.txt", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(VectorFiles.Root, file))
                .Where(file => !file.StartsWith("archives", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    [Theory, MemberData(nameof(Files))]
    public void Reads_as_expected_and_is_written_back(string file)
    {
        var vector = Vector.Parse(File.ReadAllText(VectorFiles.PathOf(file)));
        var reading = Structures.All[vector.Structure](vector.Bytes);
        Assert.Equal(vector.Expect, reading.Outcome);
        Assert.Equal(vector.Fields, reading.Fields);
        Assert.Equal(vector.IsCanonical, vector.Bytes.AsSpan().SequenceEqual(reading.Rewritten));
    }

    [Fact]
    public void Every_case_is_in_a_file_and_every_file_is_a_case()
    {
        var expected = Cases.Select(@case => $"{@case.File}.txt").Order(StringComparer.Ordinal);
        Assert.Equal(expected, Files.Select(row => row.Data), StringComparer.Ordinal);
        foreach (var @case in Cases)
        {
            var vector = Vector.Parse(File.ReadAllText(VectorFiles.PathOf($"{@case.File}.txt")));
            Assert.Equal(
                (@case.Title, @case.Structure, @case.Expect),
                (vector.Title, vector.Structure, vector.Expect)
            );
            if (!@case.File.StartsWith("segment/", StringComparison.Ordinal))
            {
                // Another version of a compressor may find another body.
                Assert.Equal(@case.Bytes, vector.Bytes);
            }
        }
    }

    [Fact]
    public void Every_structure_has_vectors()
    {
        Assert.Equal(
            Structures.All.Keys.Order(StringComparer.Ordinal),
            Cases
                .Select(@case => @case.Structure)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Makes the files anew, if TARN_WRITE_VECTORS is set. A change of them is a change of the format.</summary>
    [Fact]
    public void Writes_the_vectors_when_asked()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("TARN_WRITE_VECTORS") == "1",
            "TARN_WRITE_VECTORS is not 1"
        );
        var wrong = Cases
            .Select(@case => (Case: @case, Structures.All[@case.Structure](@case.Bytes).Outcome))
            .Where(each => each.Case.Expect != each.Outcome)
            .Select(each => $"{each.Case.File}: {each.Outcome}");
        Assert.Empty(wrong);
        foreach (var @case in Cases)
        {
            var reading = Structures.All[@case.Structure](@case.Bytes);
            var isCanonical = @case.Bytes.AsSpan().SequenceEqual(reading.Rewritten);
            var vector = new Vector(
                @case.Title,
                @case.Structure,
                @case.Bytes,
                @case.Expect,
                reading.Fields,
                isCanonical
            );
            var path = VectorFiles.PathOf($"{@case.File}.txt");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, vector.ToString());
        }
    }
}
