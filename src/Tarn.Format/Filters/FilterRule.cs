namespace Tarn.Format.Filters;

/// <summary>Says of what a pattern matches whether it belongs to a backup or a restore.</summary>
/// <param name="Pattern">What it is about.</param>
/// <param name="IsInclude">Whether that belongs to it.</param>
public sealed record FilterRule(PathPattern Pattern, bool IsInclude);
