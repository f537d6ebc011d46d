using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Oracle;

/// <summary>Holds a report against the true loss.</summary>
internal static class ReportJudge
{
    internal static IEnumerable<Finding> Findings(Expectation expectation, string verb, Outcome outcome)
    {
        if (outcome.Report is not { } report)
        {
            return expectation.NothingIsLeft ? [] : [Wrong(outcome.NoReport)];
        }
        return
        [
            .. report.Operation == verb ? [] : new[] { Wrong($"a report of {report.Operation}") },
            .. Unlisted(expectation, report),
            .. Listed(expectation, report),
            .. Unknown(expectation, report),
        ];
    }

    private static IEnumerable<Finding> Unlisted(Expectation expectation, LossReport report)
    {
        var listed = PathsIn(report).ToHashSet(StringComparer.Ordinal);
        return expectation
            .LostEntries.Where(entry => entry.IsNamed && !listed.Contains(entry.Path))
            .Select(entry => Wrong($"{Shown.Path(entry.Path)} is lost and not listed"));
    }

    private static IEnumerable<Finding> Listed(Expectation expectation, LossReport report)
    {
        foreach (var path in PathsIn(report).GroupBy(path => path).Where(paths => paths.Count() > 1))
        {
            yield return Wrong($"{Shown.Path(path.Key)} is listed twice");
        }
        foreach (
            var (paths, cause) in new[] { (report.Damaged, Cause.Damaged), (report.Missing, Cause.Missing) }
        )
        {
            foreach (var path in paths)
            {
                if (WrongIn(expectation, path, cause) is { } what)
                {
                    yield return Wrong($"{Shown.Path(path)} is listed as {cause}: {what}");
                }
            }
        }
        foreach (var file in report.Partial)
        {
            if (WrongIn(expectation, file) is { } what)
            {
                yield return Wrong($"{Shown.Path(file.Path)} is listed as partial: {what}");
            }
        }
    }

    private static string? WrongIn(Expectation expectation, string path, Cause cause)
    {
        if (Find(expectation, path, out var entry) is { } wrong)
        {
            return wrong;
        }
        return entry switch
        {
            null => null,
            { Fate: Fate.Partial { IsExact: true, Gaps: var gaps } } when !IsAll(gaps, entry) =>
                "a part of it is left",
            { Cause: not Cause.Either } when entry.Cause != cause => $"it is {entry.Cause}",
            _ => null,
        };
    }

    private static string? WrongIn(Expectation expectation, LossReport.PartialFile file)
    {
        if (Find(expectation, file.Path, out var entry) is { } wrong)
        {
            return wrong;
        }
        return entry?.Fate switch
        {
            Fate.Lost when !IsAll(file.Gaps, entry) => "nothing of it is left",
            Fate.Partial when file.Size != entry.Stored.Source.Content.Length =>
                $"its size is not {file.Size}",
            Fate.Partial { IsExact: true } part when !part.Gaps.SequenceEqual(file.Gaps) =>
                $"lost are {Shown.Ranges(part.Gaps)} and not {Shown.Ranges(file.Gaps)}",
            _ => null,
        };
    }

    /// <summary>What is wrong with listing it; null, and its entry if it is one of the archive, if nothing is.</summary>
    private static string? Find(Expectation expectation, string path, out ExpectedEntry? entry)
    {
        if (expectation.Entries.TryGetValue(path, out entry))
        {
            return entry.IsWhole ? "it is whole" : null;
        }
        return UnknownPiece.IsName(path) || expectation.Archive.Inner.Any(inner => inner.Holds(path))
            ? null
            : "there is no such entry";
    }

    /// <summary>Entries without names are counted as far as it can be known how many there were.</summary>
    private static IEnumerable<Finding> Unknown(Expectation expectation, LossReport report)
    {
        var listed = PathsIn(report).ToHashSet(StringComparer.Ordinal);
        var least = expectation.Counted.Count(entry =>
            entry.Fate is Fate.Lost && !listed.Contains(entry.Path)
        );
        var most = expectation.Unnamed.Count(entry => !listed.Contains(entry.Path));
        if (expectation.Archive.Inner.Count > 0)
        {
            most = int.MaxValue;
        }
        if (report.UnknownEntries < least || report.UnknownEntries > most)
        {
            yield return Wrong($"{report.UnknownEntries} unknown entries, and not {least} to {most}");
        }
    }

    private static bool IsAll(IReadOnlyList<ByteRange> gaps, ExpectedEntry entry) =>
        entry.Stored.Source.Extents.All(extent =>
            gaps.Any(gap => gap.Begin <= extent.Offset && extent.End <= gap.End)
        );

    private static IEnumerable<string> PathsIn(LossReport report) =>
        report.Damaged.Concat(report.Missing).Concat(report.Partial.Select(file => file.Path));

    private static Finding Wrong(string what) => new(Fault.LossList, what);
}
