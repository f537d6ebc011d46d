namespace Tarn.Format.Index;

/// <summary>What went wrong while an entry was read. Kept in the index; each has a name there.</summary>
[Flags]
public enum EntryFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The file got shorter while it was read; zeros stand for what was missing. <c>shrank</c>.</summary>
    Shrank = 1,

    /// <summary>The file got longer while it was read; what came after its size is left out. <c>grew</c>.</summary>
    Grew = 2,

    /// <summary>The file changed while it was read; its content may mix states. <c>changed</c>.</summary>
    Changed = 4,
}
