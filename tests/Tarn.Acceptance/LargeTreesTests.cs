using System.Globalization;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// Whatever the number and size of files, and however deep they lie: less than 200 MiB of memory, few descriptors, and
/// everything comes back.
/// </summary>
public sealed class LargeTreesTests : IDisposable
{
    private const string FewDescriptors = "ulimit -n 256";

    /// <summary>How tar writes what it is to write the same way again: with times to the nanosecond.</summary>
    private const string Exact = "--format=pax --pax-option=delete=atime,delete=ctime,exthdr.name=%d/%f";

    /// <summary>The same with holes; what pax knows of them names tar's own process.</summary>
    private const string WithHoles = "--format=gnu --sparse";

    private readonly TempDirectory _temp = new();

    private string Source => _temp.At("source");

    private string Store => _temp.At("store");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_directory_of_very_many_files()
    {
        var count = SharedSources.IsNightly ? 1_000_000 : 60_000;
        Make(
            $"mkdir {Source} && cd {Source} && seq -f 'a file of the directory, number %.0f.txt' {count} | xargs -d '\\n' touch"
        );

        ComesBack($"{Source}/'a file of the directory, number {count / 2}.txt'");
    }

    [Fact]
    public void A_tree_2_000_deep_needs_few_descriptors()
    {
        MakeDeep(depth: 2000, nameLength: 5);

        ComesBack($"{Source}/a", FewDescriptors);
    }

    [Fact]
    public void A_tree_deeper_than_an_archive_can_name_is_stored_as_far_as_it_can()
    {
        const int nameLength = 255;
        MakeDeep(depth: 520, nameLength);
        // The root without its first slash, then each directory with a slash before it.
        var storable = (131_071 - (Source.Length - 1)) / (nameLength + 1);
        var entries = 1 + (3 * storable);
        var lastFiles = Source.Length - 1 + (storable * (nameLength + 1)) + "/a".Length <= 131_071 ? 2 : 0;
        var tarn = new MeasuredTarn(_temp, FewDescriptors);

        var backup = tarn.Run($"backup {Source} --to {Store}", status: 3);
        var listed = tarn.Run($"ls {Store}").Lines.Length;
        var restored = tarn.Run($"restore {Store} --into {_temp.At("into")}");

        Assert.Contains("cannot store so long a name", backup.Errors, StringComparison.Ordinal);
        Assert.Equal(entries + lastFiles, listed);
        var all = string.Create(CultureInfo.InvariantCulture, $"restored {listed:N0} entries");
        Assert.Contains(all, restored.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Very_many_hard_links_with_names_far_apart()
    {
        var count = SharedSources.IsNightly ? 100_000 : 10_000;
        Make(
            $"mkdir -p {Source}/first {Source}/later && cd {Source}/first && seq -f '%.0f' {count} | split -l 1 -a 5 -d - file-"
                + $" && cp -al . ../later/names"
        );

        ComesBack($"{Source}/later/names/file-{count / 2:D5}");
    }

    [Fact]
    public void Very_many_small_files_in_many_directories()
    {
        var directories = SharedSources.IsNightly ? 10_000 : 100;
        Make(
            $"mkdir {Source} && cd {Source} && seq -f 'files to be read %.0f' 100 | split -l 1 -a 2 -d - file- && mkdir 0 && mv file-* 0"
                + $" && for i in $(seq 1 {directories - 1}); do echo $i; done | xargs -P 2 -n 200 sh -c 'for i; do cp -r 0 $i; done' sh"
        );

        ComesBack($"{Source}/{directories / 2}/file-42");
    }

    [Fact]
    public void Very_many_volumes()
    {
        var volumes = SharedSources.IsNightly ? 2000 : 60;
        var half = $"head -c {volumes / 2}M /dev/urandom";
        Make($"mkdir {Source} && cd {Source} && {half} > large && {half} | split -b 700K -a 4 -d - part-");

        ComesBack($"{Source}/part-0007", options: "--volume-size 1M");

        Assert.InRange(Directory.GetFiles(Store).Length, volumes, 2 * volumes);
        var listed = new MeasuredTarn(_temp).Run($"ls {Store} --volumes").Lines;
        Assert.InRange(listed.Length, volumes, 6 * volumes);
    }

    [Fact]
    public void Files_beyond_every_size_that_a_number_may_end_at()
    {
        if (!SharedSources.IsNightly)
        {
            Assert.Skip("writes 11 GB: nightly");
        }
        long[] sizes = [(1L << 31) + 1, (1L << 32) + 1, (1L << 33) + 1];
        var makers = sizes.Select(size =>
            // Not sparse: zeros that are there.
            string.Create(CultureInfo.InvariantCulture, $"head -c {size} /dev/zero > {size}")
        );
        Make($"mkdir {Source} && cd {Source} && {string.Join(" && ", makers)}");

        ComesBack($"{Source}/{sizes[0]}");
    }

    [Fact]
    public void A_sparse_file_of_20_GiB()
    {
        Make(
            $"mkdir {Source} && cd {Source} && truncate -s 20G sparse"
                + " && printf begin | dd of=sparse conv=notrunc status=none"
                + " && printf middle | dd of=sparse bs=1M seek=10240 conv=notrunc status=none && echo small > small"
        );

        ComesBack($"{Source}/small", exactly: WithHoles);

        var blocks = Tool.Shell($"stat -c %b {_temp.At("into")}{Source}/sparse").AssertStatus(0);
        Assert.InRange(int.Parse(blocks.Text, CultureInfo.InvariantCulture), 1, 10_000);
    }

    /// <summary>On a file system in memory: others hold a few KB of them.</summary>
    [Fact]
    public void As_many_attributes_as_an_archive_holds_on_many_files_and_deep_directories() =>
        PrivateMounts.Run(() =>
        {
            var (files, depth) = SharedSources.IsNightly ? (500, 700) : (150, 200);
            PrivateMounts.MountMemory(_temp.Path, "size=8g,nr_inodes=0");
            Make(
                $"mkdir {Source} && python3 -c \"\n"
                    + "import os\n"
                    + "def dress(path, values):\n"
                    + " for number in range(11): os.setxattr(path, f'trusted.{number}', values(60000))\n"
                    + $"os.chdir('{Source}'); open('a', 'w').write('content')\n"
                    + $"for number in range({files}): os.mknod(f'file-{{number}}'); dress(f'file-{{number}}', os.urandom)\n"
                    + $"for level in range({depth}): os.mkdir('d'); dress('d', bytes); os.chdir('d')\n"
                    + "\""
            );

            ComesBack($"{Source}/a", exactly: $"{Exact} --xattrs --xattrs-include=*");
        });

    /// <summary>Through every verb, each within the memory promised; what is restored is what was there.</summary>
    /// <param name="file">One of the source, to be read alone.</param>
    /// <param name="limits">What the shell does first.</param>
    /// <param name="options">For the backup.</param>
    /// <param name="exactly">How tar is to look at what came back.</param>
    private void ComesBack(string file, string limits = ":", string options = "", string exactly = Exact)
    {
        var tarn = new MeasuredTarn(_temp, limits);
        var expected = Digest(Source, exactly);

        tarn.Run($"backup {Source} --to {Store} {options}");
        TellOfTar();
        tarn.Run($"list {Store}");
        tarn.Run($"ls {Store} > /dev/null");
        tarn.Run($"cat {Store} latest {file} > {_temp.At("file")}");
        Tool.Shell($"cmp {_temp.At("file")} {file}").AssertStatus(0);
        tarn.Run($"restore {Store} --into {_temp.At("into")}");
        Assert.Equal(expected, Digest(_temp.At("into") + Source, exactly));
        tarn.Run($"restore - --into {_temp.At("piped")}", input: $"cat {Store}/*");
        Assert.Equal(expected, Digest(_temp.At("piped") + Source, exactly));
    }

    private static void Make(string script) => Tool.Shell(script).AssertStatus(0);

    /// <summary>A chain of directories, each with files a and z beside the next one, made from inside: no call takes such long paths.</summary>
    private void MakeDeep(int depth, int nameLength) =>
        Make(
            $"mkdir {Source} && python3 -c \"\n"
                + $"import os\nhere=os.open('{Source}',os.O_RDONLY)\nname='d'*{nameLength}\n"
                + $"for level in range({depth}):\n"
                + " for file in 'az': os.close(os.open(file,os.O_CREAT|os.O_WRONLY,0o644,dir_fd=here))\n"
                + " os.mkdir(name,dir_fd=here); below=os.open(name,os.O_RDONLY,dir_fd=here); os.close(here); here=below\n"
                + "\""
        );

    /// <summary>A hash of everything in a tree: names, metadata, hard links, contents. Not made by Tarn.</summary>
    private static string Digest(string directory, string exactly) =>
        Tool.Shell($"tar --sort=name --numeric-owner {exactly} -C {directory} -c -f - . | sha256sum")
            .AssertSilent()
            .Text;

    /// <summary>The time of what people use otherwise, beside ours.</summary>
    private void TellOfTar()
    {
        var before = TimeProvider.System.GetTimestamp();
        Tool.Shell($"tar -S -C {Source} -c -f - . | zstd -q -3 -c > {_temp.At("tar.zst")}").AssertStatus(0);
        var elapsed = TimeProvider.System.GetElapsedTime(before);
        File.Delete(_temp.At("tar.zst"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{elapsed.TotalSeconds:F1} s: tar c | zstd -3");
    }
}
