using Tarn.Acceptance.Harness;
using Tarn.Campaign.Oracle;

namespace Tarn.Tests.Campaign;

/// <summary>What a verb would leave behind that does everything right.</summary>
internal static class PerfectOutcome
{
    internal static Outcome Of(Expectation expectation, string verb) =>
        new(
            StatusOf(expectation),
            ReportOf(expectation, verb),
            verb == "verify" ? null : TreeOf(expectation)
        );

    private static int StatusOf(Expectation expectation) =>
        expectation.Damaged.IsWhole ? 0
        : expectation.Damaged.Gone.Count > 0 ? 5
        : 4;

    private static RestoredTree TreeOf(Expectation expectation)
    {
        var whole = expectation.Entries.Values.Where(entry => entry.IsWhole).ToList();
        var linked = whole
            .Select(entry => entry.Stored.Source.FirstName)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var partials = expectation
            .LostEntries.Where(entry => entry.Fate is Fate.Partial { IsExact: true })
            .ToDictionary(entry => $"{entry.Path}.partial", PartOf);
        var items = whole.ToDictionary(
            entry => entry.Path,
            entry => entry.Stored.Source.Item with { Group = GroupOf(entry, linked) }
        );
        foreach (var name in partials.Keys)
        {
            items.Add(name, new TreeItem('-', "600", "0:0", 0, "", "", "", ""));
        }
        return new RestoredTree(items, partials, new Dictionary<string, RestoredTree>());
    }

    private static string GroupOf(ExpectedEntry entry, HashSet<string> linked)
    {
        var first = entry.Stored.Source.FirstName ?? entry.Path;
        return linked.Contains(first) ? first : "";
    }

    private static byte[] PartOf(ExpectedEntry entry)
    {
        var bytes = (byte[])entry.Stored.Source.Content.Clone();
        foreach (var gap in ((Fate.Partial)entry.Fate).Gaps)
        {
            bytes.AsSpan((int)gap.Begin, (int)gap.Length).Clear();
        }
        return bytes;
    }

    private static LossReport ReportOf(Expectation expectation, string verb)
    {
        var named = expectation.LostEntries.Where(entry => entry.IsNamed).ToList();
        var partial = named.FindAll(entry => entry.Fate is Fate.Partial);
        var lost = named.Except(partial).ToLookup(entry => entry.Cause == Cause.Missing);
        return new LossReport(
            verb,
            [.. lost[false].Select(entry => entry.Path)],
            [.. lost[true].Select(entry => entry.Path)],
            [
                .. partial.Select(entry => new LossReport.PartialFile(
                    entry.Path,
                    entry.Stored.Source.Content.Length,
                    ((Fate.Partial)entry.Fate).Gaps
                )),
            ],
            expectation.Unnamed.Count()
        );
    }
}
