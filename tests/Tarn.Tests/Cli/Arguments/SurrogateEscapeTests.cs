using CsCheck;
using Tarn.Cli.Arguments;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class SurrogateEscapeTests
{
    [Fact]
    public void Any_bytes_come_back() =>
        Gen
            .Byte.Array[0, 40]
            .Sample(bytes => SurrogateEscape.Encode(SurrogateEscape.Decode(bytes)).Span.SequenceEqual(bytes));

    [Fact]
    public void Well_formed_text_stays_as_it_is()
    {
        const string Text = "häuser/\U0001F4BE/a\nb";
        Assert.Equal(Text, SurrogateEscape.Decode(System.Text.Encoding.UTF8.GetBytes(Text)));
        Assert.False(SurrogateEscape.IsNeeded(Text));
    }

    [Fact]
    public void Other_bytes_become_lone_surrogates_as_in_Python()
    {
        var text = SurrogateEscape.Decode([(byte)'f', 0xFF]);
        Assert.Equal("f\uDCFF", text);
        Assert.True(SurrogateEscape.IsNeeded(text));
    }
}
