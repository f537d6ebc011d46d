using Tarn.Cli.Arguments;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class RawArgumentsTests
{
    [Fact]
    public void Takes_the_last_arguments_with_their_exact_bytes()
    {
        byte[] commandLine = [.. "/usr/bin/tarn\0backup\0f"u8, 0xFF, .. "\0\0--to\0x\0"u8];
        var recovered = RawArguments.Match(commandLine, ["backup", "f\uFFFD", "", "--to", "x"]);
        Assert.Equal(["backup", "f\uDCFF", "", "--to", "x"], recovered);
    }

    [Fact]
    public void Keeps_a_last_argument_that_is_empty() =>
        Assert.Equal(["a", ""], RawArguments.Match("tarn\0a\0\0"u8, ["a", ""]));

    [Fact]
    public void Keeps_what_it_was_given_if_the_kernel_tells_of_others()
    {
        string[] args = ["list", "store"];
        Assert.Same(args, RawArguments.Match("tarn\0list\0other\0"u8, args));
        Assert.Same(args, RawArguments.Match("list\0"u8, args));
        Assert.Same(args, RawArguments.Match([], args));
    }
}
