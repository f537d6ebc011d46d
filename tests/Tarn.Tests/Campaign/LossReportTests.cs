using System.Text;
using Tarn.Campaign.Archives;
using Tarn.Campaign.Oracle;
using Xunit;

namespace Tarn.Tests.Campaign;

/// <summary>The campaign reads the file that <c>--report</c> writes.</summary>
public sealed class LossReportTests
{
    [Fact]
    public void Reads_paths_by_their_bytes_and_joins_gaps()
    {
        var report = Parse(
            """
            {"version":1,"operation":"verify","damaged":[{"path":"a%41é","volume":1,"offset":2}],
            "partial":[{"path":"\uFFFD","path_bytes":"/w==","size":9,"lost":[{"offset":4,"length":2},{"offset":0,"length":4}]}],
            "missing":[{"path":"m"}],"unknown_entries":7}
            """
        );

        Assert.Equal("verify", report.Operation);
        Assert.Equal(["a%41Ã©"], report.Damaged);
        Assert.Equal(["m"], report.Missing);
        var file = Assert.Single(report.Partial);
        Assert.Equal(("\u00FF", 9), (file.Path, file.Size));
        Assert.Equal([new ByteRange(0, 6)], file.Gaps);
        Assert.Equal(10, report.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(
        """{"version":2,"operation":"verify","damaged":[],"partial":[],"missing":[],"unknown_entries":0}"""
    )]
    [InlineData(
        """{"version":1,"operation":"verify","damaged":[{}],"partial":[],"missing":[],"unknown_entries":0}"""
    )]
    [InlineData("""{"version":1,"operation":"verify","damaged":[],"partial":[],"missing":[]}""")]
    public void Refuses_what_is_no_report(string json) =>
        Assert.Throws<InvalidDataException>(() => Parse(json));

    private static LossReport Parse(string json) => LossReport.Parse(Encoding.UTF8.GetBytes(json));
}
