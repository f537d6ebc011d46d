using Tarn.Stores;
using Tarn.Stores.Local;
using Xunit;

namespace Tarn.Tests.Stores;

public sealed class LocalStoreTests : StoreContract, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tarn-store-").FullName;
    private readonly LocalStore _store;

    public LocalStoreTests() => _store = LocalStore.Open(_directory, create: false);

    protected override IStore Store => _store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_blob_is_a_file_of_its_name()
    {
        await Put("a", [1, 2, 3]);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Inside("a"), Ct));
    }

    [Fact]
    public async Task While_written_a_blob_has_a_name_with_a_dot_and_afterwards_nothing_is_left()
    {
        await using (var writer = await _store.CreateAsync("a", Ct))
        {
            await writer.WriteAsync(new byte[10], Ct);
            var temporary = Assert.Single(Names());
            Assert.StartsWith(".a.", temporary, StringComparison.Ordinal);
            Assert.Equal(10, new FileInfo(Inside(temporary)).Length);
        }
        Assert.Empty(Names());
        await Put("a", [1]);
        await Assert.ThrowsAsync<StoreException>(() => Put("a", [2]));
        Assert.Equal(["a"], Names());
    }

    [Fact]
    public async Task Only_regular_files_without_a_dot_are_blobs()
    {
        await Put("a", [1]);
        Directory.CreateDirectory(Inside("directory"));
        File.CreateSymbolicLink(Inside("link"), Inside("a"));
        await File.WriteAllTextAsync(Inside(".hidden"), "x", Ct);
        Assert.Equal([new BlobListing("a", 1)], await Listing());
        foreach (var name in new[] { "directory", "link" })
        {
            var error = await Assert.ThrowsAsync<StoreException>(async () =>
                await _store.OpenAsync(name, Ct)
            );
            Assert.Contains("only regular files", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_is_in_nobodys_way()
    {
        await File.WriteAllTextAsync(Inside(".a.0123456789abcdef.tmp"), "half", Ct);
        await Put("a", [1]);
        Assert.Equal([new BlobListing("a", 1)], await Listing());
    }

    [Fact]
    public async Task Another_opening_of_the_directory_sees_the_blobs_and_respects_the_names()
    {
        using var other = LocalStore.Open(_directory + "/", create: true);
        await Put("a", [1]);
        Assert.Equal([new BlobListing("a", 1)], await other.ListAsync(Ct).ToArrayAsync(Ct));
        await using var writer = await other.CreateAsync("a", Ct);
        await Assert.ThrowsAsync<StoreException>(async () => await writer.CommitAsync(Ct));
    }

    [Fact]
    public async Task An_open_blob_outlives_its_store()
    {
        await Put("a", [1, 2]);
        var other = LocalStore.Open(_directory, create: false);
        await using var blob = await other.OpenAsync("a", Ct);
        other.Dispose();
        Assert.Equal(2, await blob.ReadAsync(0, new byte[5], Ct));
    }

    [Fact]
    public async Task Makes_a_missing_directory_with_its_parents_if_told_to()
    {
        var path = Inside("x/y/z");
        using (var made = LocalStore.Open(path, create: true))
        {
            await using var writer = await made.CreateAsync("a", Ct);
            await writer.CommitAsync(Ct);
        }
        Assert.True(File.Exists(path + "/a"));
    }

    [Fact]
    public void A_missing_directory_is_said_to_be_missing()
    {
        var error = Assert.Throws<StoreException>(() => LocalStore.Open(Inside("x"), create: false));
        Assert.Equal(Inside("x"), error.Key);
        Assert.Contains($"cannot open the store '{Inside("x")}': ", error.Message, StringComparison.Ordinal);
        Assert.Contains("path is right", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_no_store(bool create)
    {
        File.WriteAllText(Inside("file"), "");
        var error = Assert.Throws<StoreException>(() => LocalStore.Open(Inside("file"), create));
        Assert.Contains("there must be a directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_removed_underneath_is_noticed()
    {
        var path = Inside("gone");
        using var store = LocalStore.Open(path, create: true);
        Directory.Delete(path);
        var error = await Assert.ThrowsAsync<StoreException>(async () => await store.CreateAsync("a", Ct));
        Assert.Equal("a", error.Key);
    }

    private string Inside(string name) => Path.Combine(_directory, name);

    private string[] Names() =>
        [.. new DirectoryInfo(_directory).EnumerateFileSystemInfos().Select(entry => entry.Name)];
}
