namespace Tarn.Linux.Restore;

/// <summary>What became of an entry. <c>default</c>: it is there, with all of its metadata.</summary>
/// <param name="IsKept">What had its name was kept, as <see cref="RestoreRules.Overwrite"/> says.</param>
/// <param name="Refused">What of its metadata Linux refused, and why, for people; null for nothing.</param>
/// <param name="Withheld">
/// What of its metadata was not tried, because it gives power only to whom the file belongs as it did; null for nothing.
/// </param>
public readonly record struct Placement(bool IsKept = false, string? Refused = null, string? Withheld = null)
{
    /// <summary>It is there, with all of its metadata.</summary>
    public static Placement Placed => default;

    /// <summary>What had its name was kept.</summary>
    public static Placement KeptExisting => new(IsKept: true);
}
