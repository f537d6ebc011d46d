using Tarn.Acceptance.Harness;
using Tarn.Campaign.Archives;
using Tarn.Campaign.Damage;
using Tarn.Campaign.Oracle;

namespace Tarn.Campaign.Running;

/// <summary>Runs cases. Several may run at a time.</summary>
/// <param name="options">Which verbs, and where to keep what failed.</param>
internal sealed class CaseRunner(CampaignOptions options)
{
    private readonly ArchiveMaker _archives = new();

    internal CaseResult Run(CampaignCase @case)
    {
        using var temp = new TempDirectory();
        var damaged = @case.Inflict(_archives);
        foreach (var file in damaged.Files)
        {
            var path = temp.At($"in/{file.Name}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Bytes);
        }
        var expectation = new Expectation(damaged);
        var result = new CaseResult(
            @case,
            $"{damaged.Archive.Shape}: {damaged.What}",
            [
                .. VerbsFor(@case, damaged)
                    .Select(verb =>
                        Run(verb, expectation, new VerbRun(verb, expectation, temp.Path, @case.Dice))
                    ),
            ]
        );
        if (!result.IsGood && options.Keep is { } keep)
        {
            var kept = Directory.CreateDirectory($"{keep}/case-{@case.Number}").FullName;
            Tool.Shell($"cp -a {temp.Path}/. {kept}").AssertStatus(0);
        }
        return result;
    }

    private Verb[] VerbsFor(CampaignCase @case, DamagedArchive damaged)
    {
        Verb[] verbs = damaged.IsStore ? [Verb.Rescue, Verb.Restore, Verb.Verify] : [Verb.Rescue];
        return options.InTurns ? [verbs[@case.Number % verbs.Length]] : verbs;
    }

    private static CaseResult.Run Run(Verb verb, Expectation expectation, VerbRun run)
    {
        var (outcome, errors) = run.Run();
        var findings = Judge.Of(expectation, verb.ToString().ToLowerInvariant(), outcome);
        return new CaseResult.Run(
            run.Command,
            errors,
            expectation.LostEntries.Count(),
            outcome.Report?.Entries ?? 0,
            findings
        );
    }
}
