using System.Globalization;
using Tarn.Acceptance.Harness;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Xunit;

namespace Tarn.Acceptance;

/// <summary><c>tar -M</c> both ways: it reads the volumes that the library writes, and the library those of tar.</summary>
public sealed class GnuMultiVolumeTests(SharedSources sources)
{
    private const int Smallest = (int)MultiVolumeOptions.MinVolumeLength;

    /// <summary>Larger than any volume of these tests, and with every number of bytes in the last block.</summary>
    private static readonly byte[] Large = new Noise(1).Bytes(123_457);

    public static TheoryData<MultiVolumeFormat, bool> Formats =>
        new()
        {
            { MultiVolumeFormat.Gnu, false },
            { MultiVolumeFormat.Gnu, true },
            { MultiVolumeFormat.Pax, false },
            { MultiVolumeFormat.Pax, true },
        };

    public static TheoryData<string> OptionsOfTar =>
        [
            "--format=gnu",
            "--format=gnu -V label",
            "--format=gnu -S",
            "--format=oldgnu",
            "--format=pax",
            "--format=pax -V label",
            "--format=pax --pax-option=comment=hi -V label",
            "--format=pax -S --sparse-version=1.0",
            "--format=pax -S --sparse-version=0.1 -V label",
            "--format=pax -S --sparse-version=0.0",
        ];

    // ---------------------------------------------------------------- written here, read by GNU tar

    [Theory]
    [MemberData(nameof(Formats))]
    public void GNU_tar_restores_an_awkward_tree_from_volumes_written_here(
        MultiVolumeFormat format,
        bool labelled
    )
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), "");
        var tar = Tool.Shell(archive.AsTar).AssertSilent().Output;
        // The tree has names of 4,096 bytes, and large files whose names are too long for an M header.
        var options = Options(format, labelled) with
        {
            VolumeLength = format == MultiVolumeFormat.Pax ? Smallest : 8 << 20,
        };
        var set = VolumeSet.Cut(options, tar, temp.At("volumes"));
        Assert.InRange(set.Count, 2, int.MaxValue);

        var into = temp.Make("into");
        set.ReadByTar("-x", into).AssertSilent("tar -x -M");
        sources.Awkward.AssertRestored(into);
        var plain = Tool.Shell("tar -t", input: tar).AssertSilent();
        var listed = set.ReadByTar("-t").AssertSilent("tar -t -M");
        Assert.Equal(
            plain.Lines,
            listed.Lines.Where(line => !line.StartsWith("tapes Volume", StringComparison.Ordinal))
        );
        Assert.Equal(tar, set.Join());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void GNU_tar_reads_volumes_given_one_by_one_and_asked_for_their_label(
        MultiVolumeFormat format,
        bool labelled
    )
    {
        using var temp = new TempDirectory();
        var tar = TarOf(("first", Large[..9000]), ("large", Large), ("last", Large[..10]));
        var set = VolumeSet.Cut(Options(format, labelled), tar, temp.At("volumes"));
        Assert.InRange(set.Count, 7, 8);
        var files = string.Concat(
            Enumerable.Range(1, set.Count).Select(number => $" -f {set.PathOf(number)}")
        );
        var label = labelled ? "-V tapes" : "";
        var read = Tool.Shell($"tar -x -M -O {label} {files} large").AssertSilent();
        Assert.Equal(Large, read.Output);
        if (labelled)
        {
            var refused = Tool.Shell($"tar -x -M -O -V others {files} large");
            Assert.NotEqual(0, refused.Status);
        }
    }

    /// <summary>The border moves, block by block and byte by byte, over the end of one file and the headers of the next.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void GNU_tar_reads_volumes_cut_at_every_place(MultiVolumeFormat format, bool labelled)
    {
        using var temp = new TempDirectory();
        var longName = new string('d', 90) + "/" + new string('n', 120);
        var number = 0;
        for (var blocks = 30; blocks <= 41; blocks++)
        {
            foreach (var more in new[] { -1, 0, 1 })
            {
                var size = (blocks * TarBlock.Size) + more;
                var content = new[] { Large[..size], Large[..700], Large[..30_000] };
                var tar = TarOf(("first", content[0]), (longName, content[1]), ("third", content[2]));
                var set = VolumeSet.Cut(Options(format, labelled), tar, temp.At($"{number++}"));
                var read = set.ReadByTar("-x -O").AssertSilent($"tar -x -M, first file of {size} bytes");
                Assert.Equal(content.SelectMany(bytes => bytes), read.Output);
                Assert.Equal(tar, set.Join());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void GNU_tar_reads_files_one_after_the_other_that_fill_their_volumes(
        MultiVolumeFormat format,
        bool labelled
    )
    {
        using var temp = new TempDirectory();
        foreach (var blocks in new[] { 36, 37, 38, 39 })
        {
            var content = Large[..(blocks * TarBlock.Size)];
            var tar = TarOf([.. Enumerable.Range(1, 4).Select(file => ($"file {file}", content))]);
            var set = VolumeSet.Cut(Options(format, labelled), tar, temp.At($"{blocks}"));
            var read = set.ReadByTar("-x -O").AssertSilent();
            Assert.Equal([.. content, .. content, .. content, .. content], read.Output);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void GNU_tar_restores_holes_from_volumes_written_here(MultiVolumeFormat format, bool labelled)
    {
        using var temp = new TempDirectory();
        var source = temp.Make("source");
        MakeSparse(source);
        var makers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["gnu"] = $"tar -c -b 1 -S --format=gnu -C {source} .",
            ["pax-1.0"] = $"tar -c -b 1 -S --format=pax --sparse-version=1.0 -C {source} .",
            ["pax-0.1"] = $"tar -c -b 1 -S --format=pax --sparse-version=0.1 -C {source} .",
            ["tarn"] = Archive.Of(source, temp.At("store"), "").AsTar,
        };
        foreach (var (maker, command) in makers)
        {
            var tar = Tool.Shell(command).AssertSilent().Output;
            var set = VolumeSet.Cut(Options(format, labelled), tar, temp.At($"volumes-{maker}"));
            Assert.InRange(set.Count, 5, 20);
            var into = temp.Make($"into-{maker}");
            set.ReadByTar("-x", into).AssertSilent(maker);
            var restored = maker == "tarn" ? into + source : into;
            Tool.Shell($"cmp {restored}/sparse {source}/sparse && cmp {restored}/plain {source}/plain")
                .AssertSilent();
            // 120 KiB in blocks of 512 bytes; without holes it would be some 5,900 of them.
            var blocks = Tool.Shell($"stat -c %b {restored}/sparse").Text;
            Assert.InRange(int.Parse(blocks, CultureInfo.InvariantCulture), 240, 1000);
            Assert.Equal(tar, set.Join());
        }
    }

    [Theory]
    [InlineData(MultiVolumeFormat.Gnu)]
    [InlineData(MultiVolumeFormat.Pax)]
    public void GNU_tar_reads_a_file_over_8_GiB(MultiVolumeFormat format)
    {
        Assert.SkipUnless(SharedSources.IsNightly, "nightly: it passes 9 GiB of zeros through tar");
        using var temp = new TempDirectory();
        const long Size = (9L << 30) + 5;
        var end = "the end"u8.ToArray();
        var headers = new System.Buffers.ArrayBufferWriter<byte>();
        TarEncoder.WriteHeaders(Entry("huge", Size), headers);
        Directory.CreateDirectory(temp.At("v"));
        var options = new MultiVolumeOptions
        {
            Format = format,
            VolumeLength = 4L << 30,
            BlockingFactor = 2048,
        };
        using (var writer = new MultiVolumeWriter(options, number => new HoleyFile(temp.At($"v/{number}"))))
        {
            writer.Write(headers.WrittenSpan);
            var zeros = new byte[1 << 20];
            for (var left = Size - end.Length; left > 0; left -= Math.Min(left, zeros.Length))
            {
                writer.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
            }
            writer.Write(end);
            writer.Write(new byte[TarBlock.PaddingAfter(Size) + TarEncoder.EndOfArchiveLength]);
            writer.Complete();
            Assert.Equal(3, writer.VolumeCount);
        }
        var volumes = $"-f {temp.At("v/1")} -f {temp.At("v/2")} -f {temp.At("v/3")}";
        Assert.Equal(
            $"{Size}",
            Tool.Shell($"tar -t -v -M {volumes}")
                .AssertSilent()
                .Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]
        );
        var read = Tool.Shell($"tar -x -O -M {volumes} | tee >(wc -c >&2) | tail -c {end.Length}");
        Assert.Equal((0, end.Length, $"{Size}\n"), (read.Status, read.Output.Length, read.Errors));
        Assert.Equal(end, read.Output);
        using var reader = new MultiVolumeReader(number => File.OpenRead(temp.At($"v/{number}")));
        var length = 0L;
        var buffer = new byte[1 << 20];
        for (int count; (count = reader.Read(buffer)) > 0; length += count) { }
        Assert.Equal(
            headers.WrittenCount + TarBlock.PaddedLength(Size) + TarEncoder.EndOfArchiveLength,
            length
        );
    }

    // ---------------------------------------------------------------- written by GNU tar, read here

    [Theory]
    [MemberData(nameof(OptionsOfTar))]
    public void Volumes_of_GNU_tar_are_read_here(string options)
    {
        using var temp = new TempDirectory();
        var source = temp.At("source");
        var tree = new Tree(source);
        tree.FileWithParents(new string('p', 90) + "/" + new string('q', 120), Large.AsSpan(0, 30_000));
        tree.FileWithParents("d/" + new string('r', 101), Large.AsSpan(0, 5));
        tree.File("five-volumes", Large).File("empty").Symlink("link", new string('t', 200));
        tree.HardLink("second-name", "five-volumes").Directory("directory").Finish();
        MakeSparse(source);
        var listing = Source.Of(source);

        var set = VolumeSet.ByTar($"-L 25 {options}", "/", temp.At("volumes"), source[1..]);
        Assert.InRange(set.Count, 6, 150);
        File.WriteAllBytes(temp.At("joined"), set.Join());
        var into = temp.Make("into");
        Tool.Shell($"tar -x -f {temp.At("joined")}", into).AssertSilent(options);
        var keeps = Keeps.Everything;
        keeps &= options.Contains("pax", StringComparison.Ordinal) ? keeps : ~Keeps.Nanoseconds;
        keeps &= options.Contains("-S", StringComparison.Ordinal) ? keeps : ~Keeps.Holes;
        listing.AssertRestored(into, keeps);
    }

    [Fact]
    public void In_the_gnu_format_what_is_read_here_is_what_tar_writes_without_volumes()
    {
        using var temp = new TempDirectory();
        var source = temp.Make("source");
        File.WriteAllBytes($"{source}/large", Large);
        File.WriteAllBytes($"{source}/small", Large.AsSpan(0, 100));
        var plain = Tool.Shell("tar -c --format=gnu -b 1 large small", source).AssertSilent().Output;
        foreach (var label in new[] { "", "-V label" })
        {
            var set = VolumeSet.ByTar(
                $"-L 20 --format=gnu {label}",
                source,
                temp.At($"v{label.Length}"),
                "large small"
            );
            Assert.Equal(plain, set.Join());
        }
    }

    /// <summary>
    /// GNU tar cuts anywhere, within headers too, and cannot read some of its own volumes: a fact that the writer goes
    /// around, so it is asserted here.
    /// </summary>
    [Theory]
    [InlineData("-L 5 -b 1 --format=gnu", true)]
    [InlineData("-L 5 -b 1 --format=gnu -V label", true)]
    [InlineData("-L 5 -b 1 --format=pax", true)]
    [InlineData("-L 5 -b 1 --format=pax -V label", false)]
    [InlineData("-L 20 --format=gnu", true)]
    [InlineData("-L 20 --format=gnu -V label", true)]
    [InlineData("-L 20 --format=pax", true)]
    [InlineData("-L 20 --format=pax -V label", false)]
    public void Volumes_that_GNU_tar_cut_at_any_place_are_read_here(string options, bool tarReadsAll)
    {
        using var temp = new TempDirectory();
        var source = temp.Make("source");
        var longName = new string('n', 200);
        Directory.CreateDirectory($"{source}/directory");
        File.CreateSymbolicLink($"{source}/link", new string('t', 150));
        File.WriteAllBytes($"{source}/empty", []);
        File.WriteAllBytes($"{source}/{longName}", Large.AsSpan(0, 1500));
        File.WriteAllText($"{source}/tail", "hello");
        string[] names = ["first", "empty", "directory", longName, "link", "tail"];
        var (failures, cutInHeaders) = (0, 0);
        for (var blocks = 1; blocks <= 40; blocks++)
        {
            var first = Large[..(blocks * TarBlock.Size)];
            File.WriteAllBytes($"{source}/first", first);
            var set = VolumeSet.ByTar(options, source, temp.At($"{blocks}"), string.Join(' ', names));
            var found = Members(set.Join());
            Assert.Equal(names, found.Select(member => member.Name));
            Assert.Equal(
                [.. first, .. Large[..1500], .. "hello"u8],
                found.SelectMany(member => member.Content)
            );
            AssertScansAddUp(set, [("first", first.Length), (longName, 1500), ("tail", 5)]);
            // It does not come to an end with some of its volumes; one that it cannot read is enough.
            failures += failures == 0 && set.ReadByTar("-t", seconds: 5).Status != 0 ? 1 : 0;
            cutInHeaders += Enumerable.Range(1, set.Count).Count(number => IsCutInHeaders(set, number));
        }
        Assert.Equal(tarReadsAll, failures == 0);
        Assert.InRange(cutInHeaders, 1, 200);
    }

    [Theory]
    [InlineData("--format=gnu")]
    [InlineData("--format=gnu -V label")]
    [InlineData("--format=pax")]
    [InlineData("--format=pax -V label")]
    public void Missing_and_swapped_volumes_of_GNU_tar_are_told(string options)
    {
        using var temp = new TempDirectory();
        var source = temp.Make("source");
        File.WriteAllBytes($"{source}/large", Large);
        var set = VolumeSet.ByTar($"-L 20 {options}", source, temp.At("volumes"), "large");
        Assert.Equal(7, set.Count);
        var all = Enumerable.Range(1, set.Count).ToArray();
        foreach (var number in all)
        {
            var missing = Assert.Throws<CorruptArchiveException>(() =>
                set.Join([.. all.Where(volume => volume != number)])
            );
            Assert.Equal(
                (number, number == set.Count ? Defect.Missing : Defect.OutOfSequence),
                (missing.Volume, missing.Defect)
            );
            if (set.Scan(number).Continuation is { } wanted)
            {
                Assert.Contains("'large'", missing.Message, StringComparison.Ordinal);
                Assert.Contains($"at offset {wanted.Offset}", missing.Message, StringComparison.Ordinal);
            }
            int[] swapped = [.. all];
            var other = number % set.Count;
            (swapped[number - 1], swapped[other]) = (swapped[other], swapped[number - 1]);
            var wrong = Assert.Throws<CorruptArchiveException>(() => set.Join(swapped));
            Assert.Equal((Math.Min(number, other + 1), Defect.OutOfSequence), (wrong.Volume, wrong.Defect));
        }
    }

    private static MultiVolumeOptions Options(MultiVolumeFormat format, bool labelled) =>
        new()
        {
            Format = format,
            VolumeLength = Smallest,
            Label = labelled ? ByteString.FromText("tapes") : default,
        };

    private static Entry.File Entry(string name, long size) =>
        new(
            UnixPath.FromText(name),
            new Metadata(0x1A4, 0, 0, default, default, new UnixTime(1_700_000_000, 500_000_000)),
            size
        );

    private static byte[] TarOf(params (string Name, byte[] Content)[] files)
    {
        var tar = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var (name, content) in files)
        {
            TarEncoder.WriteHeaders(Entry(name, content.Length), tar);
            System.Buffers.BuffersExtensions.Write(tar, content);
            System.Buffers.BuffersExtensions.Write(tar, new byte[TarBlock.PaddingAfter(content.Length)]);
        }
        System.Buffers.BuffersExtensions.Write(tar, new byte[TarEncoder.EndOfArchiveLength]);
        return tar.WrittenSpan.ToArray();
    }

    /// <summary>A file of 30 pieces with holes between and behind them, of 120 KB in all, and one without holes.</summary>
    private static void MakeSparse(string directory)
    {
        using var sparse = File.Create($"{directory}/sparse");
        for (var piece = 0; piece < 30; piece++)
        {
            sparse.Position = piece * 65_536L;
            sparse.Write(Large.AsSpan(piece, 4096));
        }
        sparse.SetLength(3_000_000);
        File.WriteAllBytes($"{directory}/plain", Large.AsSpan(0, 700));
    }

    /// <summary>What each volume says alone makes up what is in all of them together.</summary>
    private static void AssertScansAddUp(VolumeSet set, (string Name, int Length)[] expected)
    {
        var found = new Dictionary<string, (long Here, long Total)>(StringComparer.Ordinal);
        foreach (var number in Enumerable.Range(1, set.Count))
        {
            foreach (var part in set.Scan(number).ReadParts().Where(part => part.Total > 0))
            {
                // Where a name was cut off, be it in an M header or with the rest in the volume before.
                var name = part.Name.ToString()[..Math.Min(part.Name.Length, 100)];
                found[name] = (found.GetValueOrDefault(name).Here + part.Length, part.Total);
            }
        }
        Assert.Equal(
            expected.Select(file =>
                (file.Name[..Math.Min(file.Name.Length, 100)], ((long)file.Length, (long)file.Length))
            ),
            found.Select(file => (file.Key, file.Value))
        );
    }

    private static bool IsCutInHeaders(VolumeSet set, int number)
    {
        var scan = set.Scan(number);
        _ = scan.ReadParts().Count();
        return scan.SkippedLength > 0;
    }

    private static List<(string Name, byte[] Content)> Members(byte[] tar)
    {
        var found = new Collected();
        var decoder = new TarDecoder(found);
        Assert.Equal(Defect.None, decoder.Push(tar));
        Assert.True(decoder.IsBetweenEntries);
        return found.Members.ConvertAll(member => (member.Name, member.Content.ToArray()));
    }

    private sealed class Collected : ITarHandler
    {
        internal List<(string Name, MemoryStream Content)> Members { get; } = [];

        public void Begin(Entry entry) => Members.Add((entry.Path.ToString(), new MemoryStream()));

        public void Content(ReadOnlySpan<byte> bytes) => Members[^1].Content.Write(bytes);

        public void End() { }
    }

    /// <summary>A new file in which zeros become holes.</summary>
    private sealed class HoleyFile(string path) : FileStream(path, FileMode.CreateNew)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.ContainsAnyExcept((byte)0))
            {
                base.Write(buffer);
                return;
            }
            Position += buffer.Length;
            SetLength(Position);
        }
    }
}
