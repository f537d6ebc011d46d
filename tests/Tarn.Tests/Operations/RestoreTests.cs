using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Stores.Memory;
using Tarn.Stores.Pipe;
using Tarn.Stores.Wrappers;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class RestoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_chosen_paths_come_back()
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var (target, _, _) = await Run(
            store,
            new RestoreOptions { Paths = [UnixPath.FromText("d/empty"), UnixPath.FromText("empty")] }
        );

        Assert.Equal(["d/empty", "empty"], target.Entries.Select(entry => entry.Path.ToString()));
    }

    [Fact]
    public async Task A_hard_link_whose_first_name_is_not_chosen_becomes_a_file()
    {
        var source = new MemoryEntries()
            .File("a", [1, 2, 3])
            .Directory("d")
            .HardLink("d/b", "a")
            .HardLink("d/c", "a");
        var (store, _, _) = await BackupTests.Run(source);
        var (target, problems, _) = await Run(store, new RestoreOptions { Paths = [UnixPath.FromText("d")] });

        Assert.Empty(problems.Problems);
        Assert.Equal([1, 2, 3], target.Contents[UnixPath.FromText("d/b")]);
        var link = Assert.IsType<Entry.HardLink>(target.Entries.Last());
        Assert.Equal("d/b", link.Target.ToString());
    }

    [Fact]
    public async Task Leading_components_are_taken_off_links_as_well()
    {
        var source = new MemoryEntries().Directory("x").File("x/a", [1]).HardLink("x/b", "x/a");
        var (store, _, _) = await BackupTests.Run(source);
        var (target, problems, _) = await Run(store, new RestoreOptions { StripComponents = 1 });

        Assert.Empty(problems.Problems);
        Assert.Equal(["a", "b"], target.Entries.Select(entry => entry.Path.ToString()));
    }

    [Fact]
    public async Task What_cannot_be_written_is_reported_and_the_rest_comes_back()
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var target = new MemoryTarget();
        target.Refused.Add(UnixPath.FromText("d/file0007"));
        target.Refused.Add(UnixPath.FromText("d/link"));
        var listener = new ProblemList();
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var result = await new Restore(target, new RestoreOptions()).RunAsync(store, archive, listener, Ct);

        Assert.Equal(2, result.Problems[ProblemKind.Unwritable]);
        Assert.Equal(BackupTests.SomeEntries().Entries.Count() - 2, result.Entries);
    }

    [Theory]
    [InlineData(Codec.Zstd)]
    [InlineData(Codec.Gzip)]
    public async Task A_flipped_byte_costs_the_file_it_hits_and_nothing_else(Codec codec)
    {
        var source = BackupTests.SomeEntries();
        var store = new MemoryStore();
        var options = new BackupOptions
        {
            Set = ByteString.FromText("t"),
            VolumeSize = 1 << 20,
            Codec = codec,
        };
        await new Backup(source, store, options).RunAsync(null, Ct);
        var index = await BackupTests.Index(store);
        foreach (
            var hit in index
                .Where(entry => entry.Entry is Entry.File { Size: > 100 })
                .Where((_, i) => i % 40 == 0)
        )
        {
            var damaged = await DamagedCopy(store, hit.Location.Volume, hit.Location.Offset + 150);
            var (target, listener, _) = await Run(damaged, new RestoreOptions());

            var problem = Assert.Single(listener.Problems);
            Assert.Equal(ProblemKind.Damaged, problem.Kind);
            Assert.Equal(hit.Entry.Path, problem.Path);
            Assert.Equal(source.Entries.Where(entry => entry.Path != hit.Entry.Path), target.Entries);
            Assert.All(target.Contents, each => Assert.Equal(source.Contents[each.Key], each.Value));
        }
    }

    [Theory]
    [InlineData("start")]
    [InlineData("index")]
    [InlineData("end")]
    public async Task Damage_beside_the_segments_of_a_file_over_volumes_costs_it_nothing(string where)
    {
        var source = new MemoryEntries().File("a", [1]).File("large", MemoryEntries.Noise(3_000_000, 7));
        var (store, _, _) = await BackupTests.Run(source);
        var damaged = await Copy(
            store,
            _ => true,
            (name, bytes) =>
            {
                var isSecond = name.Contains(".000002.", StringComparison.Ordinal);
                var isFirst = name.Contains(".000001.", StringComparison.Ordinal);
                switch (where)
                {
                    case "start" when isSecond:
                        bytes.AsSpan(0, 512).Clear();
                        break;
                    case "index" when isFirst:
                        Assert.True(VolumeEnd.TryParse(bytes.AsSpan(^3992..), out var end, out _));
                        bytes[end.IndexOffset + 20] ^= 1;
                        break;
                    case "end" when isSecond:
                        bytes.AsSpan(^512..).Clear();
                        break;
                }
            }
        );
        var (target, listener, _) = await Run(damaged, new RestoreOptions());

        Assert.DoesNotContain(listener.Problems, problem => problem.Path == UnixPath.FromText("large"));
        Assert.Equal(MemoryEntries.Noise(3_000_000, 7), target.Contents[UnixPath.FromText("large")]);
    }

    [Fact]
    public async Task A_missing_volume_costs_what_is_in_it()
    {
        var source = BackupTests.SomeEntries();
        var (store, _, _) = await BackupTests.Run(source);
        var index = await BackupTests.Index(store);
        var partial = await Copy(store, name => !name.Contains(".000002.", StringComparison.Ordinal));
        var archive = Assert.Single((await Catalogue.ReadAsync(partial, Ct)).Archives);
        Assert.False(archive.IsComplete);
        Assert.Equal([2], archive.MissingNumbers);

        var target = new MemoryTarget();
        var listener = new ProblemList();
        await new Restore(target, new RestoreOptions()).RunAsync(partial, archive, listener, Ct);
        Assert.Contains(listener.Problems, problem => problem.Kind == ProblemKind.Missing);
        Assert.Equal([UnixPath.FromText("large.partial")], target.Contents.Keys.Except(source.Contents.Keys));
        target.Contents.TryRemove(UnixPath.FromText("large.partial"), out _);
        Assert.All(target.Contents, each => Assert.Equal(source.Contents[each.Key], each.Value));
        var whole = index.Where(entry =>
            entry.Location.Volume == 1 && entry.Entry is Entry.File { Size: < 10_000 }
        );
        Assert.All(whole, entry => Assert.Contains(entry.Entry.Path, target.Contents.Keys));
    }

    [Fact]
    public async Task Volumes_may_have_any_name_and_other_blobs_are_passed_over()
    {
        var source = BackupTests.SomeEntries();
        var (store, _, _) = await BackupTests.Run(source);
        var renamed = new MemoryStore();
        var number = 1000;
        foreach (var (_, bytes) in await Blobs(store))
        {
            await Put(renamed, $"blob{number--}", bytes);
        }
        await Put(renamed, "notes.txt", "not a volume"u8.ToArray());
        await Put(renamed, "empty", []);
        await BackupTests.AssertRestores(renamed, source);
    }

    [Theory]
    [InlineData(Codec.Zstd)]
    [InlineData(Codec.Gzip)]
    public async Task A_pipe_gives_the_same_as_a_store(Codec codec)
    {
        var source = BackupTests.SomeEntries();
        var pipe = new MemoryStream();
        var options = new BackupOptions
        {
            Set = ByteString.FromText("t"),
            VolumeSize = 1 << 20,
            Codec = codec,
        };
        await new Backup(source, new PipeSink(pipe), options).RunAsync(null, Ct);
        pipe.Position = 0;
        var target = new MemoryTarget();
        var result = await new Restore(target, new RestoreOptions()).RunAsync(new OneByOne(pipe), null, Ct);

        Assert.Equal(0, result.Problems.Total);
        target.AssertAllLeft();
        Assert.Equal(source.Entries, target.Entries);
        Assert.All(source.Contents, each => Assert.Equal(each.Value, target.Contents[each.Key]));
    }

    [Fact]
    public async Task A_pipe_that_ends_too_early_says_so()
    {
        var pipe = new MemoryStream();
        var options = new BackupOptions { Set = ByteString.FromText("t"), VolumeSize = 1 << 20 };
        await new Backup(BackupTests.SomeEntries(), new PipeSink(pipe), options).RunAsync(null, Ct);
        foreach (var length in (long[])[0, 1, 8, 100, 5000, (1 << 20) + 3, pipe.Length - 1])
        {
            var cut = new MemoryStream(pipe.ToArray()[..(int)length]);
            var restore = new Restore(new MemoryTarget(), new RestoreOptions());
            await Assert.ThrowsAsync<Tarn.Format.CorruptArchiveException>(() =>
                restore.RunAsync(cut, null, Ct)
            );
        }
    }

    [Fact]
    public async Task One_file_is_read_from_the_segments_it_is_in()
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var counting = new CountingStore(store);
        var archive = (await Catalogue.ReadAsync(counting, Ct)).Select("latest", default);
        var catalogue = counting.BytesRead;
        var output = new MemoryStream();
        await new Browse(counting, archive, null).CopyContentAsync(
            UnixPath.FromText("d/file0100"),
            output,
            Ct
        );

        Assert.Equal(MemoryEntries.Noise(3700, 100), output.ToArray());
        Assert.InRange(catalogue, 1, archive.Volumes.Count * 9000);
        // Its segment, a piece and a directory of the index in one volume, directories in the others.
        Assert.InRange(counting.BytesRead - catalogue, 4000, 4_200 + 20_000 + (archive.Volumes.Count * 1000));
    }

    [Fact]
    public async Task A_large_file_is_copied_across_volumes()
    {
        var (store, _, _) = await BackupTests.Run(BackupTests.SomeEntries());
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var output = new MemoryStream();
        await new Browse(store, archive, null).CopyContentAsync(UnixPath.FromText("large"), output, Ct);
        Assert.Equal(MemoryEntries.Noise(2_500_000, 7), output.ToArray());
    }

    private static async Task<(MemoryTarget, ProblemList, RestoreResult)> Run(
        IStore store,
        RestoreOptions options
    )
    {
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var target = new MemoryTarget();
        var listener = new ProblemList();
        var result = await new Restore(target, options).RunAsync(store, archive, listener, Ct);
        target.AssertAllLeft();
        return (target, listener, result);
    }

    private static Task<MemoryStore> DamagedCopy(IStore store, int volume, long offset) =>
        Copy(
            store,
            _ => true,
            (name, bytes) =>
            {
                if (name.Contains($".{volume:D6}.", StringComparison.Ordinal))
                {
                    bytes[offset] ^= 0x10;
                }
            }
        );

    internal static async Task<MemoryStore> Copy(
        IStore store,
        Predicate<string> wanted,
        Action<string, byte[]>? change = null
    )
    {
        var copy = new MemoryStore();
        foreach (var (name, bytes) in await Blobs(store))
        {
            if (wanted(name))
            {
                change?.Invoke(name, bytes);
                await Put(copy, name, bytes);
            }
        }
        return copy;
    }

    internal static async Task<List<(string Name, byte[] Bytes)>> Blobs(IStore store)
    {
        var blobs = new List<(string, byte[])>();
        await foreach (var listing in store.ListAsync(Ct))
        {
            await using var blob = await store.OpenAsync(listing.Name, Ct);
            var bytes = new byte[blob.Length];
            Assert.Equal(bytes.Length, await blob.ReadAsync(0, bytes, Ct));
            blobs.Add((listing.Name, bytes));
        }
        return blobs;
    }

    internal static async Task Put(MemoryStore store, string name, byte[] bytes)
    {
        await using var writer = await store.CreateAsync(name, Ct);
        await writer.WriteAsync(bytes, Ct);
        await writer.CommitAsync(Ct);
    }

    /// <summary>A stream that gives little at a time, as pipes do, and cannot seek.</summary>
    private sealed class OneByOne(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            inner.Read(buffer, offset, Math.Min(count, 4099));

        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(inner.Read(buffer.Span[..Math.Min(buffer.Length, 4099)]));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
