using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format.Vectors;

public sealed class ArchiveVectorTests
{
    public static TheoryData<string> Folders => [.. ArchiveCase.All.Select(@case => @case.Folder)];

    [Theory, MemberData(nameof(Folders))]
    public void Volumes_hold_what_is_expected(string folder)
    {
        var expected = File.ReadAllText(Path.Combine(FolderOf(folder), "expect.txt"));
        Assert.Equal(expected, ArchiveListing.Of(VolumesIn(folder)));
    }

    /// <summary>Compressed bytes may change with a compressor's version; what they hold may not.</summary>
    [Theory, MemberData(nameof(Folders))]
    public void The_writer_still_makes_the_same_archive(string folder)
    {
        using var built = ArchiveCase.All.Single(@case => @case.Folder == folder).Build();
        ArchiveRules.Check(built);
        var tar = VolumesIn(folder).Index().SelectMany(each => StrictReading.Read(each.Item, each.Index + 1));
        Assert.True(tar.SelectMany(segment => segment.Visible).SequenceEqual(built.Tar));
    }

    [Fact]
    public void A_file_spans_three_volumes()
    {
        Assert.InRange(VolumesIn("many-volumes-gzip").Count, 3, 9);
        Assert.InRange(VolumesIn("many-volumes-zstd").Count, 3, 9);
    }

    /// <summary>Makes the volumes anew, if TARN_WRITE_VECTORS is set.</summary>
    [Fact]
    public void Writes_the_archives_when_asked()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("TARN_WRITE_VECTORS") == "1",
            "TARN_WRITE_VECTORS is not 1"
        );
        foreach (var @case in ArchiveCase.All)
        {
            using var built = @case.Build();
            ArchiveRules.Check(built);
            var folder = FolderOf(@case.Folder);
            Directory.CreateDirectory(folder);
            foreach (var (index, volume) in built.Volumes.Index())
            {
                File.WriteAllBytes(Path.Combine(folder, VolumeName.Of(@case.Archive, index + 1)), volume);
            }
            File.WriteAllText(Path.Combine(folder, "expect.txt"), ArchiveListing.Of(built.Volumes));
        }
    }

    private static string FolderOf(string name) => VectorFiles.PathOf(Path.Combine("archives", name));

    private static List<byte[]> VolumesIn(string folder) =>
        [
            .. Directory
                .EnumerateFiles(FolderOf(folder), "*.tar.*")
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllBytes),
        ];
}
