namespace Tarn.Fuzz.Assembly;

/// <summary>What a recipe can make wrong in a marker; anything else is nothing.</summary>
internal enum MarkerField : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The volume's number.</summary>
    Volume = 1,

    /// <summary>The sequence.</summary>
    Sequence = 2,

    /// <summary>The tar offset.</summary>
    TarOffset = 3,

    /// <summary>The visible length.</summary>
    VisibleLength = 4,

    /// <summary>The stored length.</summary>
    StoredLength = 5,

    /// <summary>The tar offset of the entry.</summary>
    EntryTarOffset = 6,

    /// <summary>The sequence of the entry's first segment.</summary>
    EntrySequence = 7,
}
