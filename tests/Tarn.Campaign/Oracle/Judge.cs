namespace Tarn.Campaign.Oracle;

/// <summary>Holds what a verb did against what it had to do.</summary>
internal static class Judge
{
    private const int Whole = 0;
    private const int IsDamaged = 4;
    private const int IsMissing = 5;
    private const int NoSuchStore = 10;

    /// <summary>Everything it did wrong.</summary>
    internal static IReadOnlyList<Finding> Of(Expectation expectation, string verb, Outcome outcome)
    {
        if (verb != "rescue" && outcome.Status == NoSuchStore && !expectation.ShowsAsStore)
        {
            return [];
        }
        var findings = new List<Finding>();
        if (outcome.Tree is { } tree)
        {
            findings.AddRange(new TreeJudge(expectation, tree).Findings());
        }
        findings.AddRange(ReportJudge.Findings(expectation, verb, outcome));
        findings.AddRange(OfStatus(expectation, verb, outcome.Status));
        return findings;
    }

    private static IEnumerable<Finding> OfStatus(Expectation expectation, string verb, int status)
    {
        var isAllForeign = expectation.NothingIsLeft && MayShowInner(expectation);
        if (status == Whole && expectation.LostEntries.Any() && !isAllForeign)
        {
            yield return new Finding(Fault.Quiet, "exit status 0 although something is missing");
        }
        else if (!Allowed(expectation, verb, status))
        {
            yield return new Finding(Fault.Status, $"exit status {status}");
        }
    }

    private static bool Allowed(Expectation expectation, string verb, int status)
    {
        if (expectation.NothingIsLeft)
        {
            return status != Whole || MayShowInner(expectation);
        }
        if (expectation.Damaged.IsWhole)
        {
            return status == Whole;
        }
        // Damage that costs no entry need not be told by who was only asked for the entries.
        return (status == Whole && verb != "verify" && !expectation.LostEntries.Any())
            || (
                expectation.Damaged.Gone.Count > 0 ? status == IsMissing
                : expectation.AllVolumesShow && !MayShowInner(expectation) ? status == IsDamaged
                : status is IsDamaged or IsMissing
            );
    }

    /// <summary>Whether volumes within the archive may have been found, which are an archive of their own then.</summary>
    private static bool MayShowInner(Expectation expectation) => expectation.Archive.Inner.Count > 0;
}
