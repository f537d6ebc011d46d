using Tarn.Fuzz;
using Tarn.Tests.Format.Vectors;
using Xunit;

namespace Tarn.Tests;

/// <summary>The fuzzers' targets without the fuzzer: what it has found, and some damage that is the same in every run.</summary>
public sealed class FuzzTests
{
    private static readonly int Mutations =
        Environment.GetEnvironmentVariable("TARN_NIGHTLY") == "1" ? 200_000 : 5_000;

    public static TheoryData<string> Targets => [.. Replay.Targets];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Keeps_its_promises_whatever_bytes_it_gets(string target)
    {
        Assert.True(Replay.Run(target, Mutations) > Mutations / 10, "it has seeds");
    }

    [Fact]
    public void Every_target_is_on_the_page()
    {
        var page = File.ReadAllText(VectorFiles.PathOf("../fuzz/README.md"));
        foreach (var target in Replay.Targets)
        {
            Assert.Contains($"`{target}`", page, StringComparison.Ordinal);
        }
    }
}
