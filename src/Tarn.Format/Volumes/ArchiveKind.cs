namespace Tarn.Format.Volumes;

/// <summary>What an archive holds of its source.</summary>
public enum ArchiveKind : byte
{
    /// <summary>Every entry. <c>01</c>, since format version 1.</summary>
    Full = 1,

    /// <summary>What is new or changed since its base, and references to the rest. <c>02</c>, since version 1.</summary>
    Differential = 2,
}
