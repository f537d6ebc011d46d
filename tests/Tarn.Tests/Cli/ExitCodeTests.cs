using Tarn.Cli;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;
using Xunit;
using static Tarn.Cli.ExitCode;

namespace Tarn.Tests.Cli;

public sealed class ExitCodeTests
{
    [Fact]
    public void Nothing_amiss_is_0() => Assert.Equal(0, Of(new HashSet<Reason>()));

    [Fact]
    public void The_first_of_several_reasons_decides()
    {
        int[] order = [130, 143, 12, 10, 2, 1, 5, 4, 3];
        var reasons = Enum.GetValues<Reason>().ToHashSet();
        foreach (var expected in order)
        {
            Assert.Equal(expected, Of(reasons));
            reasons.Remove((Reason)expected);
        }
        Assert.Empty(reasons);
    }

    [Fact]
    public void Every_kind_of_problem_has_its_status()
    {
        Assert.Equal([null, 3, 3, 3, 4, 5], Enum.GetValues<ProblemKind>().Select(kind => (int?)Of(kind)));
    }

    [Fact]
    public void Every_failure_has_its_status()
    {
        Assert.Equal(Reason.WrongUsage, Of(new UsageException("")));
        Assert.Equal(Reason.NotFound, Of(new ArchiveNotFoundException("")));
        Assert.Equal(Reason.Missing, Of(new CorruptArchiveException("", 1, 0, Defect.Missing)));
        Assert.Equal(Reason.Damaged, Of(new CorruptArchiveException("", 1, 0, Defect.BadCheck)));
        Assert.Equal(Reason.Failed, Of(new IncompatibleFormatException("it", 2, 1)));
        Assert.Equal(Reason.Failed, Of(new StoreException("", "")));
        Assert.Equal(Reason.Failed, Of(new IOException()));
    }
}
