namespace Tarn.Linux.Restore;

/// <summary>What happens to something that already has the name of an entry. Never true of a directory.</summary>
public enum Overwrite
{
    /// <summary>It is kept.</summary>
    Never,

    /// <summary>It is replaced if the entry's mtime is later.</summary>
    IfNewer,

    /// <summary>It is replaced unless kind, size and mtime are the entry's.</summary>
    IfChanged,

    /// <summary>It is replaced.</summary>
    Always,
}
