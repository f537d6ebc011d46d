using Tarn.Stores.Local;
using Xunit;

namespace Tarn.Tests.Stores;

/// <summary>What killed processes have left in a store.</summary>
public sealed class LeftoverTests : IDisposable
{
    private const string Left = ".a.0123456789abcdef.tmp";

    private readonly string _directory = Directory.CreateTempSubdirectory("tarn-store-").FullName;
    private readonly LocalStore _store;

    public LeftoverTests() => _store = LocalStore.Open(_directory, create: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void What_nobody_writes_any_more_is_removed_if_it_is_worthless()
    {
        Make(Left);
        Make(".b.0123456789abcdef.tmp");

        Assert.Equal(1, _store.RemoveLeftovers(name => name == "a"));
        Assert.Equal([".b.0123456789abcdef.tmp"], Names());
    }

    [Fact]
    public async Task What_is_being_written_stays_also_for_another_opening_of_the_store()
    {
        await using var writer = await _store.CreateAsync("a", Ct);
        using var other = LocalStore.Open(_directory, create: false);

        Assert.Equal(0, other.RemoveLeftovers(_ => true));
        Assert.Single(Names());
        await writer.WriteAsync(new byte[5], Ct);
        await writer.CommitAsync(Ct);
        Assert.Equal(0, other.RemoveLeftovers(_ => true));
        Assert.Equal(["a"], Names());
    }

    [Theory]
    [InlineData("a")]
    [InlineData(".a")]
    [InlineData(".a.tmp")]
    [InlineData(".a.0123456789abcdeX.tmp")]
    [InlineData("..0123456789abcdef.tmp")]
    [InlineData(".nfs000000000012345600000001")]
    public void Files_of_other_names_stay(string name)
    {
        Make(name);
        Assert.Equal(0, _store.RemoveLeftovers(_ => true));
        Assert.Equal([name], Names());
    }

    [Fact]
    public void Neither_a_link_nor_a_directory_is_followed_or_removed()
    {
        File.CreateSymbolicLink(Path.Combine(_directory, Left), "/etc/hostname");
        Directory.CreateDirectory(Path.Combine(_directory, ".b.0123456789abcdef.tmp"));
        Assert.Equal(0, _store.RemoveLeftovers(_ => true));
        Assert.Equal(2, Names().Length);
    }

    private void Make(string name) => File.WriteAllText(Path.Combine(_directory, name), "half");

    private string[] Names() =>
        [.. new DirectoryInfo(_directory).EnumerateFileSystemInfos().Select(entry => entry.Name)];
}
