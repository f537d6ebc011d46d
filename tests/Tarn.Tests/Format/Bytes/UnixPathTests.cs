using CsCheck;
using Tarn.Format.Bytes;
using Xunit;

namespace Tarn.Tests.Format.Bytes;

public sealed class UnixPathTests
{
    [Fact]
    public void A_directory_comes_right_before_its_contents()
    {
        string[] sorted = ["a", "a/b", "a/z", "a/z/\u0001", "a\u0001", "a-b", "a.b", "ab", "b"];
        Assert.Equal(
            sorted,
            sorted.Reverse().Select(UnixPath.FromText).Order().Select(path => path.ToString())
        );
    }

    [Fact]
    public void The_order_is_that_of_components()
    {
        Gen.Select(Gens.Path, Gens.Path)
            .Sample(
                (left, right) =>
                {
                    var expected = Components(left)
                        .Zip(Components(right), (a, b) => a.AsSpan().SequenceCompareTo(b))
                        .FirstOrDefault(
                            order => order != 0,
                            Components(left).Length - Components(right).Length
                        );
                    Assert.Equal(Math.Sign(expected), Math.Sign(left.CompareTo(right)));
                    Assert.Equal(left == right, left.CompareTo(right) == 0);
                }
            );

        static byte[][] Components(UnixPath path) =>
            [
                .. System
                    .Text.Encoding.Latin1.GetString(path.Span)
                    .Split('/')
                    .Select(System.Text.Encoding.Latin1.GetBytes),
            ];
    }

    [Fact]
    public void Random_paths_are_safe_and_within_their_parents()
    {
        Gens.Path.Sample(path =>
        {
            Assert.True(path.IsSafe);
            Assert.True(path.IsWithin(path.Parent));
            Assert.Equal(path, path.Parent.Append(path.Name));
            Assert.True(path.Parent.IsEmpty || path.Parent < path);
        });
    }

    [
        Theory,
        InlineData(""),
        InlineData("/"),
        InlineData("a/"),
        InlineData("/a"),
        InlineData("a//b"),
        InlineData(".."),
        InlineData("a/./b"),
        InlineData("a\0")
    ]
    public void Unsafe_paths_are_known(string path) => Assert.False(UnixPath.FromText(path).IsSafe);

    [
        Theory,
        InlineData("a/b/c", 1, "b/c"),
        InlineData("a/b/c", 3, ""),
        InlineData("a", 0, "a"),
        InlineData("a", 1, "")
    ]
    public void Strips_components(string path, int count, string rest) =>
        Assert.Equal(rest, UnixPath.FromText(path).StripComponents(count).ToString());
}
