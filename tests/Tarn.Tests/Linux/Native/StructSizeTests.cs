using System.Runtime.CompilerServices;
using Tarn.Linux.Native;
using Xunit;

namespace Tarn.Tests.Linux.Native;

public sealed class StructSizeTests
{
    [Fact]
    public void Native_structs_have_the_sizes_of_the_kernel_and_the_library()
    {
        Assert.Equal(Statx.Size, Unsafe.SizeOf<Statx>());
        Assert.Equal(StatxTime.Size, Unsafe.SizeOf<StatxTime>());
        Assert.Equal(OpenHow.Size, Unsafe.SizeOf<OpenHow>());
        Assert.Equal(Timespec.Size, Unsafe.SizeOf<Timespec>());
        Assert.Equal(Passwd.Size, Unsafe.SizeOf<Passwd>());
        Assert.Equal(Group.Size, Unsafe.SizeOf<Group>());
    }

    [Fact]
    public void Fields_are_where_the_kernel_puts_them()
    {
        using var tree = new TestTree();
        tree.MakeFile("f"u8, "12345"u8);
        tree.MakeHardLink("f"u8, "g"u8);
        tree.SetMode("f"u8, 0x1A0);
        tree.SetMtime("f"u8, new(-2, 500_000_001));

        var status = tree.Status("g"u8);

        Assert.Equal((5L, 0x1A0, 2u), (status.Length, status.Mode, status.Links));
        Assert.Equal(new(-2, 500_000_001), status.Mtime);
        Assert.Equal(FileKind.Regular, status.Kind);
        Assert.True(status.Identity.Ctime.Seconds > 1_600_000_000);
    }

    [Fact]
    public void Devices_have_both_numbers()
    {
        Assert.Equal(0, StatusCalls.OfName(Descriptors.WorkingDirectory, "/dev/null"u8, out var status));

        Assert.Equal(
            (FileKind.CharacterDevice, 1u, 3u),
            (status.Kind, status.DeviceMajor, status.DeviceMinor)
        );
    }

    [Fact]
    public void A_name_with_a_NUL_is_never_cut_short() =>
        Assert.Throws<ArgumentException>(() =>
            StatusCalls.OfName(Descriptors.WorkingDirectory, "/dev/null\0x"u8, out _)
        );

    [Fact]
    public void Accounts_are_found_both_ways()
    {
        var name = AccountCalls.UserName(0);

        Assert.Equal("root", name.ToString());
        Assert.Equal(0u, AccountCalls.UserId(name));
        Assert.Equal(0u, AccountCalls.GroupId(AccountCalls.GroupName(0)));
        Assert.True(AccountCalls.UserName(4_000_000_001).IsEmpty);
        Assert.Null(AccountCalls.GroupId(Tarn.Format.Bytes.ByteString.FromText("no such group")));
    }
}
