using System.Text;
using CsCheck;
using Tarn.Linux.Spill;
using Xunit;

namespace Tarn.Tests.Linux.Spill;

public sealed class SpillTableTests
{
    private const int InFiles = 0;

    private static readonly Gen<(int What, int Key, int ValueLength)[]> Steps = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, 400],
        Gen.Int[0, 20]
    ).Array[0, 1500];

    [Theory]
    [InlineData(InFiles)]
    [InlineData(20_000)]
    [InlineData(SpillTable.DefaultMemory)]
    public void Holds_what_a_dictionary_would(int memory) =>
        Steps.Sample(
            steps =>
            {
                using var table = new SpillTable(memory);
                var expected = new Dictionary<int, string>();
                foreach (var (what, key, length) in steps)
                {
                    if (what == 0)
                    {
                        Assert.Equal(expected.Remove(key), table.Remove(Key(key)));
                    }
                    else
                    {
                        expected[key] = new string((char)('a' + length), length);
                        table.Set(Key(key), Encoding.ASCII.GetBytes(expected[key]));
                    }
                    Assert.Equal(expected.Count, table.Count);
                }
                for (var key = 0; key <= 400; key++)
                {
                    Assert.Equal(
                        expected.TryGetValue(key, out var value),
                        table.TryGet(Key(key), out var found)
                    );
                    Assert.Equal(value ?? "", Encoding.ASCII.GetString(found));
                }
            },
            iter: 20
        );

    [Fact]
    public void Keys_and_values_may_be_long()
    {
        using var table = new SpillTable(InFiles);
        var value = new byte[100_000];
        value[^1] = 1;
        for (var length = 0; length < 2000; length += 100)
        {
            table.Set(new byte[length], value);
        }
        Assert.True(table.TryGet(new byte[1900], out var found));
        Assert.Equal(value, found);
        Assert.False(table.TryGet(new byte[1901], out _));
    }

    private static byte[] Key(int number) => Encoding.ASCII.GetBytes($"key {number}");
}
