using System.Buffers;
using System.Text;
using CsCheck;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

public sealed class AclTextTests
{
    private static readonly Gen<string> AclEntryText = Gen.Select(
        Gen.OneOf("user::", "user:{0}:", "group::", "group:{0}:", "mask::", "other::"),
        Gen.UInt[0, uint.MaxValue - 1],
        Gen.OneOf("rwx", "r-x", "rw-", "---", "--x", "-w-"),
        (tag, number, permissions) => tag.Replace("{0}", $"{number}", StringComparison.Ordinal) + permissions
    );

    [Fact]
    public void Text_comes_back_through_the_value_that_Linux_keeps() =>
        AclEntryText
            .Array[1, 50]
            .Sample(entries =>
            {
                var text = string.Join(',', entries);
                Assert.Equal(text, Format(Parse(text)!));
            });

    [Fact]
    public void Damaged_values_give_text_that_leads_back_to_them_or_none() =>
        Hostile
            .VersionOf(Parse("user::rw-,user:54321:r--,group::r--,mask::r--,other::---")!)
            .Sample(value =>
            {
                if (Format(value) is { } text)
                {
                    Assert.Equal(value, Parse(text));
                }
            });

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("user:ada:rwx")]
    [InlineData("user:4294967295:rwx")]
    [InlineData("user:-1:rwx")]
    [InlineData("user::rw")]
    [InlineData("user::xwr")]
    [InlineData("mask:1:rwx")]
    [InlineData("owner::rwx")]
    [InlineData("user::rwx:1:2")]
    [InlineData("user")]
    public void Refuses_what_is_no_list_with_numbers(string text) => Assert.Null(Parse(text));

    [Theory]
    [InlineData("user::rw-\nuser:1000:r--\ngroup:7:r--\nother::---\n")]
    [InlineData("user::rw-,user:ada:r--:1000, group:7:r--,other::---")]
    public void Reads_what_other_tars_write(string text) =>
        Assert.Equal("user::rw-,user:1000:r--,group:7:r--,other::---", Format(Parse(text)!));

    [Fact]
    public void Tells_what_the_group_of_the_file_gets()
    {
        Assert.Equal(
            5,
            PosixAcl.GroupPermissions(Parse("user::rwx,group::r-x,group:7:rwx,mask::rwx,other::---")!)
        );
        Assert.Equal(0, PosixAcl.GroupPermissions(Parse("user::rwx,group:7:rwx,mask::rwx,other::rwx")!));
        Assert.Equal(0, PosixAcl.GroupPermissions([]));
        Assert.Equal(0, PosixAcl.GroupPermissions([3, 0, 0, 0, 4, 0, 7, 0, 255, 255, 255, 255]));
    }

    private static byte[]? Parse(string text) =>
        AclText.TryParse(Encoding.ASCII.GetBytes(text), out var acl) ? PosixAcl.Format(acl) : null;

    private static string? Format(byte[] value)
    {
        if (!PosixAcl.TryParse(value, out var acl))
        {
            return null;
        }
        var text = new ArrayBufferWriter<byte>();
        AclText.Write(acl, text);
        return Encoding.ASCII.GetString(text.WrittenSpan);
    }
}
