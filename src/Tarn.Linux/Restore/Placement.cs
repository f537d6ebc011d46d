namespace Tarn.Linux.Restore;

/// <summary>What became of an entry.</summary>
public enum Placement
{
    /// <summary>It is there, with all of its metadata that the rules ask for.</summary>
    Placed,

    /// <summary>
    /// It is there, but Linux refused the owner it should have; set-user-id and set-group-id bits were left out.
    /// </summary>
    PlacedWithoutOwner,

    /// <summary>What had its name was kept, as <see cref="RestoreRules.Overwrite"/> says.</summary>
    KeptExisting,
}
