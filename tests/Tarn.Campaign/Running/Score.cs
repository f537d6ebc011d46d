using Tarn.Campaign.Oracle;

namespace Tarn.Campaign.Running;

/// <summary>Figures of several cases.</summary>
/// <param name="Cases">How many.</param>
/// <param name="Failed">In which something was found.</param>
/// <param name="Runs">Of the program.</param>
/// <param name="Due">Entries that had to be lost, in all runs.</param>
/// <param name="Told">Entries that the reports said are lost.</param>
/// <param name="Faults">How often each was found: once a run at most.</param>
internal sealed record Score(
    long Cases,
    long Failed,
    long Runs,
    long Due,
    long Told,
    IReadOnlyList<Fault> Faults
)
{
    internal Score()
        : this(0, 0, 0, 0, 0, []) { }

    internal long Of(Fault fault) => Faults.Count(each => each == fault);

    internal Score With(CaseResult result) =>
        new(
            Cases + 1,
            Failed + (result.IsGood ? 0 : 1),
            Runs + result.Runs.Count,
            Due + result.Runs.Sum(run => run.Due),
            Told + result.Runs.Sum(run => run.Told),
            [
                .. Faults,
                .. result.Runs.SelectMany(run => run.Findings.Select(finding => finding.Fault).Distinct()),
            ]
        );
}
