namespace Tarn.Linux.Restore;

/// <summary>What would become of an entry.</summary>
public enum Outlook
{
    /// <summary>Nothing has its name: it would be made.</summary>
    Create,

    /// <summary>It would take the place of what has its name.</summary>
    Replace,

    /// <summary>A directory that is there: it would get the metadata of the entry.</summary>
    Update,

    /// <summary>What has its name would be kept, as <see cref="RestoreRules.Overwrite"/> says.</summary>
    Keep,

    /// <summary>It could not be restored: something else is in its way, or the rules forbid it.</summary>
    Fail,
}
