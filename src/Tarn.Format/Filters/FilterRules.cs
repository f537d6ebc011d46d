using Tarn.Format.Bytes;

namespace Tarn.Format.Filters;

/// <summary>
/// Rules in order: of those that match an entry the first decides, and without any it is included. Nothing beneath an
/// excluded directory is included. Immutable.
/// </summary>
public sealed class FilterRules
{
    private readonly FilterRule[] _rules;
    private readonly RuleLookup _forDirectories;
    private readonly RuleLookup _forOthers;

    /// <summary>Takes the rules in their order.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="Limits.MaxPatterns"/>.</exception>
    public FilterRules(IEnumerable<FilterRule> rules)
    {
        _rules = [.. rules.Take(Limits.MaxPatterns + 1)];
        if (_rules.Length > Limits.MaxPatterns)
        {
            throw new ArgumentException($"There are more than {Limits.MaxPatterns} rules.", nameof(rules));
        }
        _forDirectories = new RuleLookup(_rules, areDirectories: true);
        _forOthers = new RuleLookup(_rules, areDirectories: false);
    }

    /// <summary>No rules: everything is included.</summary>
    public static FilterRules None { get; } = new([]);

    /// <summary>The rules, the one that is asked first first.</summary>
    public IReadOnlyList<FilterRule> InOrder => _rules;

    /// <summary>Whether there is no rule.</summary>
    public bool IsEmpty => _rules.Length == 0;

    /// <summary>The rule that decides about an entry, apart from the directories it is in; null if none matches.</summary>
    public FilterRule? Find(UnixPath path, bool isDirectory) => Find(path.Span, isDirectory);

    /// <summary>Whether an entry is excluded itself.</summary>
    public bool Exclude(UnixPath path, bool isDirectory) =>
        Find(path.Span, isDirectory) is { IsInclude: false };

    /// <summary>
    /// Whether an entry is excluded, or a directory from <paramref name="start"/> on down that it is in. What is above
    /// the start is not asked about.
    /// </summary>
    /// <param name="start">The entry itself or a directory above it.</param>
    /// <param name="path">The entry's path.</param>
    /// <param name="isDirectory">Whether the entry is a directory.</param>
    public bool LeaveOut(UnixPath start, UnixPath path, bool isDirectory)
    {
        var whole = path.Span;
        for (var end = start.Length; end < whole.Length; end++)
        {
            if (end > 0 && whole[end] == GlobToken.Slash && Find(whole[..end], true) is { IsInclude: false })
            {
                return true;
            }
        }
        return Exclude(path, isDirectory);
    }

    private FilterRule? Find(ReadOnlySpan<byte> path, bool isDirectory)
    {
        var place = (isDirectory ? _forDirectories : _forOthers).Find(path, isDirectory);
        return place == RuleLookup.None ? null : _rules[place];
    }
}
