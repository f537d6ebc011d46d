using Tarn.Format.Bytes;
using Xunit;

namespace Tarn.Tests.Format.Bytes;

public sealed class PrintableTests
{
    [Fact]
    public void What_could_drive_a_terminal_is_escaped()
    {
        Assert.Equal(@"a\x1b[31m\x0a\xff", Printable.Of([.. "a\e[31m\n"u8, 0xFF]));
        Assert.Equal(@"\xc2\x9b", Printable.Of("\u009B"));
        Assert.Equal("ä\U0001F4BE", Printable.Of("ä\U0001F4BE"));
    }

    [Fact]
    public void Names_in_messages_are_quoted_and_paths_absolute()
    {
        Assert.Equal("'a b'", Printable.Quoted(ByteString.FromText("a b")));
        Assert.Equal("'/home/anna'", Printable.Quoted(UnixPath.FromText("home/anna")));
        Assert.Equal("'/'", Printable.Quoted(default(UnixPath)));
    }
}
