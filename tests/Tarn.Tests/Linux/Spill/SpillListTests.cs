using Tarn.Linux.Spill;
using Xunit;

namespace Tarn.Tests.Linux.Spill;

public sealed class SpillListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1 << 20)]
    public void Gives_back_what_was_added_wherever_it_is(int memory)
    {
        using var list = new SpillList(memory);
        for (var number = 0; number < 50; number++)
        {
            Assert.Equal(number, list.Count);
            list.Add(ItemOf(number));
            Assert.Equal(ItemOf(number / 2), list.At(number / 2));
        }

        for (var number = 49; number >= 0; number--)
        {
            Assert.Equal(ItemOf(number), list.At(number));
        }
    }

    /// <summary>Of all lengths, none among them.</summary>
    private static byte[] ItemOf(int number) => [.. Enumerable.Repeat((byte)number, number * 7 % 40)];
}
