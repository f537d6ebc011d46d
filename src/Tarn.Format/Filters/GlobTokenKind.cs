namespace Tarn.Format.Filters;

/// <summary>What a piece of a pattern stands for.</summary>
internal enum GlobTokenKind
{
    /// <summary>That byte.</summary>
    Byte,

    /// <summary><c>?</c>: one byte, no slash.</summary>
    AnyByte,

    /// <summary><c>[...]</c>: one byte of a set, no slash.</summary>
    OneOf,

    /// <summary><c>*</c>: any bytes, also none, no slash.</summary>
    Stretch,

    /// <summary><c>**</c>: any bytes, also none.</summary>
    LongStretch,

    /// <summary><c>**/</c> where a component begins: any whole components with their slashes, also none.</summary>
    Components,
}
