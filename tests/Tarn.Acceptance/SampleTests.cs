using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

public sealed class SampleTests
{
    public static TheoryData<string> Samples =>
        [
            .. Directory
                .GetDirectories(Checkout.At("samples"))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Under the lock that ./tarn and ./test build under as well.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_builds_and_runs(string name)
    {
        var build = "flock artifacts/build.lock dotnet build -c Release -nologo --tl:off";
        Tool.Shell($"{build} samples/{name}", Checkout.Root).AssertStatus(0);
        var result = Tool.Shell($"dotnet run --no-build -c Release --project samples/{name}", Checkout.Root);
        Assert.NotEqual("", result.AssertStatus(0).Text);
    }
}
