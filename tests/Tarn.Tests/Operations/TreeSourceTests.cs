using Tarn.Format.Bytes;
using Tarn.Sources;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class TreeSourceTests
{
    [Theory]
    [InlineData("store")]
    [InlineData("link")]
    public void The_store_itself_is_left_out_under_whatever_name(string name)
    {
        var root = Directory.CreateTempSubdirectory("tarn-").FullName;
        Directory.CreateDirectory($"{root}/a");
        Directory.CreateDirectory($"{root}/store");
        Directory.CreateDirectory($"{root}/storehouse");
        File.WriteAllText($"{root}/store/volume", "1");
        File.WriteAllText($"{root}/storehouse/kept", "1");
        File.CreateSymbolicLink($"{root}/link", "store");

        var source = new TreeSource([ByteString.FromText(root)], ByteString.FromText($"{root}/{name}"));
        var items = source.Read().ToList();
        foreach (var found in items.OfType<SourceItem.Found>())
        {
            found.Content?.Dispose();
        }
        Directory.Delete(root, recursive: true);

        var names = items
            .OfType<SourceItem.Found>()
            .Select(found => found.Entry.Path.ToString()[(root.Length - 1)..]);
        Assert.Equal(["", "/a", "/link", "/store", "/storehouse", "/storehouse/kept"], names);
        Assert.EndsWith(
            "it is where this run writes, so what is in it is left out",
            Assert.Single(items.OfType<SourceItem.Lost>()).Problem.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_path_that_is_not_there_is_refused()
    {
        var missing = ByteString.FromText("/no/such/path");
        Assert.Throws<SourceException>(() => new TreeSource([missing], store: default));
    }
}
