using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>Extended attributes, ACLs, holes and devices: as root, as an ordinary user, and through other tars.</summary>
public sealed class ExtendedMetadataTests
{
    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip --segment-size 4K")]
    [InlineData("--volume-size 1G --group 128K --hash sha256")]
    public void It_all_comes_back_as_it_was(string options)
    {
        using var temp = TempDirectory.ForAttributes();
        var tree = ExtendedTree.Make(temp.At("source"));
        var source = Source.Of(tree.Root);
        var archive = Archive.Of(tree.Root, temp.At("store"), options);
        TarnProgram.Run($"restore {archive.Store} --into {temp.At("into")} --devices").AssertStatus(0);
        source.AssertRestored(temp.At("into"));
    }

    [Fact]
    public void What_leaves_out_a_device_says_which_option_makes_it()
    {
        Assert.SkipUnless(Posix.IsRoot, "only root may make devices");
        using var temp = new TempDirectory();
        var device = temp.At("device");
        Tool.Shell($"mknod {device} c 1 3").AssertSilent();
        TarnProgram.Run($"backup {device} --to {temp.At("store")}").AssertStatus(0);
        var restore = $"restore {temp.At("store")} --into {temp.At("into")}";

        var foreseen = TarnProgram.Run($"{restore} --dry-run").AssertStatus(3).Errors;
        var said = TarnProgram.Run(restore).AssertStatus(3).Errors;

        Assert.Contains($"'{device}': would not be restored: devices are made only with --devices", foreseen);
        Assert.Contains($"'{device}': not restored: devices are made only with --devices", said);
        TarnProgram.Run($"{restore} --devices").AssertStatus(0);
    }

    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip")]
    public void GNU_tar_restores_it_when_it_is_asked_to(string options) =>
        IsRestoredBy(TarReader.GnuWithAttributes, options, isForBsdtar: false);

    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip")]
    public void bsdtar_restores_all_but_odd_names_of_attributes(string options) =>
        IsRestoredBy(TarReader.Bsd, options, isForBsdtar: true);

    [Fact]
    public void GNU_tar_without_options_and_Python_restore_all_but_attributes()
    {
        IsRestoredBy(TarReader.Gnu, "", isForBsdtar: false);
        IsRestoredBy(TarReader.Python, "", isForBsdtar: false);
    }

    /// <summary>The limits of spec/tar.md, as they are: a newer version that does otherwise is to be noticed.</summary>
    [Fact]
    public void busybox_takes_no_sparse_file_for_a_whole_one()
    {
        using var temp = new TempDirectory();
        var tree = new Tree(temp.At("source"));
        tree.SparseFile("sparse", 1 << 20, (4096, "data"u8.ToArray())).Finish();
        var archive = Archive.Of(tree.Root, temp.At("store"), "");

        TarReader.Busybox.ExtractFrom(archive.AsTar, temp.Make("into"));

        Assert.False(File.Exists($"{temp.At("into")}{tree.Root}/sparse"));
        Assert.True(File.Exists($"{temp.At("into")}{tree.Root}/GNUSparseFile.0/sparse"));
    }

    [Fact]
    public void bsdtar_takes_escapes_in_the_names_of_attributes_for_the_names_themselves()
    {
        using var temp = TempDirectory.ForAttributes();
        var tree = new Tree(temp.At("source"));
        tree.File("f").Attribute("f", "user.a=%", "v"u8.ToArray()).Finish();
        var archive = Archive.Of(tree.Root, temp.At("store"), "");

        TarReader.Bsd.ExtractFrom(archive.AsTar, temp.Make("into"));

        Assert.Equal("user.a%3D%25=76", Posix.Attributes($"{temp.At("into")}{tree.Root}/f"));
    }

    [Fact]
    public void bsdtar_knows_no_users_from_2_31_on_in_ACLs()
    {
        using var temp = TempDirectory.ForAttributes();
        var tree = ExtendedTree.Make(temp.At("source"));
        var archive = Archive.Of(tree.Root, temp.At("store"), "");

        TarReader.Bsd.ExtractFrom(archive.AsTar, temp.Make("into"));

        var restored = Posix.Attributes($"{temp.At("into")}{tree.Root}/acls/file");
        Assert.Equal(
            Posix.Attributes($"{tree.Root}/acls/file"),
            restored.Replace("ffffff7f", "feffffff", StringComparison.Ordinal)
        );
        Assert.Contains("ffffff7f", restored, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ordinary_user_gets_back_everything_of_its_own()
    {
        Assert.SkipUnless(
            Posix.IsRoot,
            "only root can become someone else; all tests are of an ordinary user here"
        );
        using var temp = TempDirectory.ForAttributes();
        using var user = new OrdinaryUser(temp);
        var tree = ExtendedTree.Make(temp.At("source"));
        Tool.Shell($"rm -r {tree.Root}/root && chown -R {OrdinaryUser.Id}:{OrdinaryUser.Id} {tree.Root}")
            .AssertStatus(0);
        var source = Source.Of(tree.Root);

        user.Run($"backup {tree.Root} --to {temp.At("store")}").AssertStatus(3);
        Tool.Shell($"chmod u+r {tree.Root}/attributes/unreadable").AssertStatus(0);
        source = Source.Of(tree.Root);
        user.Run($"backup {tree.Root} --to {temp.At("whole")}").AssertStatus(0);
        user.Run($"restore {temp.At("whole")} --into {temp.At("into")}").AssertStatus(0);

        source.AssertRestored(temp.At("into"));
    }

    /// <summary>What only root may give is left out, and named; nothing that was asked for is missing.</summary>
    [Fact]
    public void An_ordinary_user_is_told_what_of_someone_elses_files_it_may_not_have()
    {
        Assert.SkipUnless(Posix.IsRoot, "only root can make what an ordinary user may not have");
        using var temp = TempDirectory.ForAttributes();
        using var user = new OrdinaryUser(temp);
        var tree = new Tree(temp.At("source"));
        tree.File("capable", "c"u8, "755")
            .Attribute("capable", "security.capability", [1, 0, 0, 2, .. new byte[16]]);
        tree.File("set-id", "s"u8, "4755").File("plain", "p"u8).Attribute("plain", "user.a", "1"u8.ToArray());
        tree.Device("device", isBlock: false, 1, 3).Finish();
        Archive.Of(tree.Root, temp.At("store"), "");
        Tool.Shell($"chown -R {OrdinaryUser.Id} {temp.At("store")}").AssertStatus(0);

        var result = user.Run($"restore {temp.At("store")} --into {temp.At("into")}");

        result.AssertStatus(3);
        Assert.Contains("capable': restored without the attribute security.capability", result.Errors);
        Assert.Contains("set-id': restored without its set-id bits", result.Errors);
        Assert.Contains("device", result.Errors);
        Assert.Equal("user.a=31", Posix.Attributes($"{temp.At("into")}{tree.Root}/plain"));
        Assert.Equal(0x1EDu, Posix.StatusOf($"{temp.At("into")}{tree.Root}/set-id").TypeAndMode & 0xFFFu);
        Assert.Equal(OrdinaryUser.Id, Posix.StatusOf($"{temp.At("into")}{tree.Root}/plain").User);
    }

    [Fact]
    public void A_socket_is_passed_over_with_a_note()
    {
        using var temp = new TempDirectory();
        var source = temp.Make("source");
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix,
            System.Net.Sockets.SocketType.Stream,
            System.Net.Sockets.ProtocolType.Unspecified
        );
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint($"{source}/s"));

        var result = TarnProgram.Run($"backup {source} --to {temp.At("store")}").AssertStatus(0);

        Assert.Contains($"'{source}/s': skipped: a socket", result.Errors);
    }

    private static void IsRestoredBy(TarReader reader, string options, bool isForBsdtar)
    {
        using var temp = TempDirectory.ForAttributes();
        var tree = ExtendedTree.Make(temp.At("source"), isForBsdtar);
        var source = Source.Of(tree.Root);
        var archive = Archive.Of(tree.Root, temp.At("store"), options);
        reader.ExtractFrom(archive.AsTar, temp.Make("into"));
        source.AssertRestored(temp.At("into"), reader.Keeps, reader.Name);
    }
}
