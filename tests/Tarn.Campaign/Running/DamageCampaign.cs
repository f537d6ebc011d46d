using Tarn.Campaign.Damage;

namespace Tarn.Campaign.Running;

/// <summary>The cases that were asked for, some at a time.</summary>
internal static class DamageCampaign
{
    /// <summary>Runs them and prints what they show.</summary>
    /// <returns>Whether no case failed.</returns>
    internal static bool Run(CampaignOptions options, TextWriter output)
    {
        var runner = new CaseRunner(options);
        var scores = new Scoreboard(options, output);
        Parallel.ForEach(
            CasesOf(options),
            new ParallelOptions { MaxDegreeOfParallelism = options.Jobs },
            @case => scores.Add(runner.Run(@case))
        );
        scores.PrintTable();
        return scores.IsGood;
    }

    /// <summary>A case is the same whatever others are asked for: its number alone says its kind.</summary>
    internal static IEnumerable<CampaignCase> CasesOf(CampaignOptions options)
    {
        var kinds = DamageKind.All(options.ImageSize);
        var numbers = options.Case is { } only ? [only] : Enumerable.Range(0, int.MaxValue);
        return numbers
            .Select(number => new CampaignCase(
                number,
                kinds[number % kinds.Count],
                new Dice(options.Seed, number)
            ))
            .Where(@case => options.Kinds.Count == 0 || options.Kinds.Contains(@case.Kind.Name))
            .Take(options.Cases);
    }
}
