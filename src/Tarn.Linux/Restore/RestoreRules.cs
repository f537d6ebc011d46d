using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>How entries are restored.</summary>
public sealed record RestoreRules
{
    /// <summary>What happens to what already has an entry's name; by default it is kept.</summary>
    public Overwrite Overwrite { get; init; } = Overwrite.Never;

    /// <summary>
    /// Whether entries get the owner and group they had, rather than those of this process, and with them set-id bits
    /// and the attributes that only root may set (all but <c>user.*</c> and ACLs); by default only if this process runs
    /// as root.
    /// </summary>
    public bool SameOwner { get; init; } = AccountCalls.GetEffectiveUserId() == 0;

    /// <summary>
    /// Whether owners go by number even if this system knows their name; by default by name where it is known.
    /// </summary>
    public bool NumericOwner { get; init; }

    /// <summary>Whether devices are made, which give access to hardware; by default not.</summary>
    public bool Devices { get; init; }
}
