using CsCheck;
using Tarn.Linux.Spill;
using Xunit;

namespace Tarn.Tests.Linux.Spill;

public sealed class SpillStackTests
{
    /// <summary>Pushes of 0 to 10 bytes, pops, and cuts; at most 26 bytes of a push and its length in 64.</summary>
    private static readonly Gen<(int What, byte[] Item)[]> Steps = Gen.Select(
        Gen.Int[0, 9],
        Gen.Byte.Array[0, 10]
    ).Array[0, 300];

    [Fact]
    public void What_went_to_the_file_comes_back_in_order() =>
        Steps.Sample(steps =>
        {
            using var stack = new SpillStack(64);
            var expected = new Stack<(byte[] Item, long Below)>();
            foreach (var (what, item) in steps)
            {
                if (what > 3)
                {
                    expected.Push((item, stack.Length));
                    stack.Push(item);
                }
                else if (what > 0 && expected.TryPop(out var top))
                {
                    Assert.Equal(top.Item, stack.Pop());
                    Assert.Equal(top.Below, stack.Length);
                }
                else if (what == 0 && expected.Count > 0)
                {
                    for (var count = item.Length; count >= 0 && expected.TryPop(out top); count--)
                    {
                        stack.CutTo(top.Below);
                    }
                }
            }
            while (expected.TryPop(out var rest))
            {
                Assert.Equal(rest.Item, stack.Pop());
            }
            Assert.Equal(0, stack.Length);
        });

    [Fact]
    public void A_cut_far_below_finds_what_is_there()
    {
        using var stack = new SpillStack(64);
        stack.Push("first"u8);
        var length = stack.Length;
        for (var number = 0; number < 100; number++)
        {
            stack.Push("another"u8);
        }

        stack.CutTo(length);

        Assert.Equal("first"u8, stack.Pop());
        Assert.Equal(0, stack.Length);
    }
}
