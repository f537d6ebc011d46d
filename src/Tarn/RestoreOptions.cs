using Tarn.Format.Bytes;
using Tarn.Format.Filters;

namespace Tarn;

/// <summary>What to restore, and how.</summary>
public sealed record RestoreOptions
{
    /// <summary>Only what is at or beneath these paths of the archive; everything if there are none.</summary>
    public IReadOnlyList<UnixPath> Paths { get; init; } = [];

    /// <summary>What they exclude of that is left out (docs/filters.md).</summary>
    public FilterRules Rules { get; init; } = FilterRules.None;

    /// <summary>Leading components taken off each name; what has no more than that is left out.</summary>
    public int StripComponents { get; init; }

    /// <summary>
    /// Whether a file of which a part is lost gets its own name; otherwise <c>.partial</c> is put behind it.
    /// </summary>
    public bool AcceptPartial { get; init; }

    /// <summary>How many files are worked on at a time. Null for twice as many as there are processors, at least 4.</summary>
    public int? Workers { get; init; }
}
