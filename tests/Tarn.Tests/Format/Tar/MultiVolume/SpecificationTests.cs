using System.Globalization;
using Tarn.Format.Bytes;
using Tarn.Format.Tar.MultiVolume;
using Tarn.Tests.Format.Vectors;
using Xunit;

namespace Tarn.Tests.Format.Tar.MultiVolume;

public sealed class SpecificationTests
{
    [Fact]
    public void The_example_of_the_specification_is_what_is_written()
    {
        var options = VolumeSet.Options(MultiVolumeFormat.Gnu) with { Label = ByteString.FromText("tapes") };
        var volumes = VolumeSet.Cut(options, VolumeSet.Tar(VolumeSet.File("home/ada/film.mkv", 50_000)));
        Assert.Equal(ExampleOf("gnu-multi-volume.md", length: 1024), volumes[1][..1024]);
    }

    /// <summary>The bytes of the dump on a page, zeros where it leaves lines out.</summary>
    private static byte[] ExampleOf(string page, int length)
    {
        var bytes = new byte[length];
        foreach (var line in File.ReadLines(Path.Combine(VectorFiles.Root, "..", "spec", page)))
        {
            if (line.Length > 53 && int.TryParse(line[..4], NumberStyles.HexNumber, null, out var offset))
            {
                Convert
                    .FromHexString(line[6..53].Replace(" ", "", StringComparison.Ordinal))
                    .CopyTo(bytes, offset);
            }
        }
        return bytes;
    }
}
