using Tarn.Campaign.Oracle;

namespace Tarn.Campaign.Running;

/// <summary>What a case has shown.</summary>
/// <param name="Case">Which.</param>
/// <param name="What">The archive, and what was done to it, for people.</param>
/// <param name="Runs">What each verb did.</param>
internal sealed record CaseResult(CampaignCase Case, string What, IReadOnlyList<CaseResult.Run> Runs)
{
    /// <summary>One run of the program.</summary>
    /// <param name="Command">How it was called.</param>
    /// <param name="Errors">What it wrote to standard error.</param>
    /// <param name="Due">Entries that have to be lost.</param>
    /// <param name="Told">Entries that it said are lost.</param>
    /// <param name="Findings">What it did wrong.</param>
    internal sealed record Run(
        string Command,
        string Errors,
        int Due,
        long Told,
        IReadOnlyList<Finding> Findings
    );

    internal bool IsGood => Runs.All(run => run.Findings.Count == 0);
}
