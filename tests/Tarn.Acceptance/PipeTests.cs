using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>Nothing is ever sought: a pipe is as good as a disk, on both sides.</summary>
public sealed class PipeTests(SharedSources sources)
{
    [Theory]
    [InlineData("")]
    [InlineData("--compression gzip --volume-size 1M")]
    [InlineData("--group 64K --volume-size 1M")]
    public void A_backup_can_be_piped_into_a_restore(string options)
    {
        using var into = new TempDirectory();

        Tool.Shell($"{Backup(options)} | {TarnProgram.Path} restore - --into {into.Path}").AssertStatus(0);

        sources.Awkward.AssertRestored(into.Path);
    }

    [Theory]
    [InlineData("--volume-size 1M", "zstd -dc")]
    [InlineData("--volume-size 1M --compression gzip", "zcat")]
    public void A_backup_can_be_piped_into_any_reader(string options, string decompress)
    {
        foreach (var reader in TarReader.All)
        {
            using var into = new TempDirectory();
            reader.ExtractFrom($"{Backup($"-q {options}")} | {decompress}", into.Path);
            sources.Awkward.AssertRestored(into.Path, reader.Keeps, reader.Name);
        }
    }

    [Theory]
    [InlineData("--volume-size 1M", "zstd -dc")]
    [InlineData("--volume-size 1M --compression gzip", "zcat")]
    public void What_came_out_of_a_pipe_is_one_file_that_tar_and_tarn_restore(
        string options,
        string decompress
    )
    {
        using var temp = new TempDirectory();
        Tool.Shell($"{Backup(options)} | cat >{temp.At("joined")}").AssertStatus(0);

        TarReader.Gnu.ExtractFrom($"{decompress} <{temp.At("joined")}", temp.Make("tar"));
        Tool.Shell($"cat {temp.At("joined")} | {TarnProgram.Path} restore - --into {temp.Make("tarn")}")
            .AssertStatus(0);

        sources.Awkward.AssertRestored(temp.At("tar"), by: "GNU tar");
        sources.Awkward.AssertRestored(temp.At("tarn"));
    }

    [Fact]
    public void Nobody_at_the_other_end_of_the_pipe_is_a_failure()
    {
        var result = Tool.Shell($"{Backup("--volume-size 1M")} | head -c 1000 >/dev/null");

        Assert.NotEqual(0, result.Status);
    }

    private string Backup(string options) =>
        $"{TarnProgram.Path} backup {string.Join(' ', sources.Awkward.Roots)} --to - {options}";
}
