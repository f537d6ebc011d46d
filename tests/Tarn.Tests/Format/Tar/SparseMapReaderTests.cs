using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

public sealed class SparseMapReaderTests
{
    /// <summary>A map takes 512 bytes, and no member has more than 2^63 - 1.</summary>
    [Fact]
    public void Refuses_an_extent_that_no_member_can_hold()
    {
        Assert.Equal(Defect.BadField, Read($"1\n0\n{long.MaxValue}\n", long.MaxValue, long.MaxValue, out _));
        Assert.Equal(
            Defect.BadField,
            Read($"1\n0\n{long.MaxValue - 511}\n", long.MaxValue, long.MaxValue, out _)
        );
    }

    [Fact]
    public void Reads_the_longest_extent_that_a_member_can_hold()
    {
        var longest = long.MaxValue - 512;
        Assert.Equal(Defect.None, Read($"1\n512\n{longest}\n", long.MaxValue, long.MaxValue, out var map));
        Assert.Equal([new Extent(512, longest)], map!.Extents);
    }

    private static Defect Read(string text, long size, long storedLength, out SparseMap? map)
    {
        var reader = new SparseMapReader(size, storedLength);
        ReadOnlySpan<byte> block = Encoding.ASCII.GetBytes(text.PadRight(TarBlock.Size, '\0'));
        var defect = reader.Push(ref block);
        map = reader.Map;
        return defect;
    }
}
