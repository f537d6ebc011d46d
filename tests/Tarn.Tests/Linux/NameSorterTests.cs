using System.Text;
using Tarn.Linux;
using Tarn.Linux.Spill;
using Xunit;

namespace Tarn.Tests.Linux;

public sealed class NameSorterTests
{
    [Theory]
    [InlineData(NameSorter.DefaultMemory)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(3000)]
    public void Names_come_in_order_whether_memory_held_them_or_not(int memory)
    {
        var names = Enumerable
            .Range(0, 1000)
            .Select(number => $"{number * 7919 % 1009}{new string('x', number % 250)}")
            .ToList();
        using var sorter = new NameSorter(memory);
        using var stack = new SpillStack(1 << 20);
        stack.Push("below"u8);

        for (var round = 0; round < 2; round++)
        {
            names.ForEach(name => sorter.Add(Encoding.ASCII.GetBytes(name)));
            sorter.MoveTo(stack);
            foreach (var name in names.Order(StringComparer.Ordinal))
            {
                Assert.Equal(name, Encoding.ASCII.GetString(stack.Pop()));
            }
        }

        Assert.Equal("below"u8, stack.Pop());
    }
}
