namespace Tarn.Format.Filters;

/// <summary>
/// Finds the first of some rules that matches. All plain patterns that are about the same part of a path cost one
/// look-up; only the others are tried one by one. Immutable.
/// </summary>
internal sealed class RuleLookup
{
    /// <summary>No rule matches.</summary>
    internal const int None = int.MaxValue;

    private readonly (PathPart Part, PlainRules Rules)[] _plain;
    private readonly (int Index, PathPattern Pattern)[] _others;

    /// <summary>Takes the rules that are about one kind of entry.</summary>
    /// <param name="rules">All rules, the one that is asked first first.</param>
    /// <param name="areDirectories">Whether the entries are directories.</param>
    internal RuleLookup(FilterRule[] rules, bool areDirectories)
    {
        var asked = rules
            .Index()
            .Where(rule => areDirectories || !rule.Item.Pattern.IsForDirectories)
            .Select(rule => (rule.Index, rule.Item.Pattern))
            .ToArray();
        _plain =
        [
            .. asked
                .Where(rule => rule.Pattern.Plain is not null)
                .GroupBy(rule => rule.Pattern.Plain!.Part)
                .Select(group => (group.Key, new PlainRules(group))),
        ];
        _others = Array.FindAll(asked, rule => rule.Pattern.Plain is null);
    }

    /// <summary>The place of the first rule that matches; <see cref="None"/> if none does.</summary>
    internal int Find(ReadOnlySpan<byte> path, bool isDirectory)
    {
        var first = None;
        foreach (var (part, rules) in _plain)
        {
            if (part.TryTake(path, out var bytes))
            {
                first = Math.Min(first, rules.Find(bytes));
            }
        }
        foreach (var (index, pattern) in _others)
        {
            if (index > first)
            {
                break;
            }
            if (pattern.Matches(path, isDirectory))
            {
                return index;
            }
        }
        return first;
    }
}
