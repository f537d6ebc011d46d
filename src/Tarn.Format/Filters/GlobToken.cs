namespace Tarn.Format.Filters;

/// <summary>A piece of a pattern.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Value">The byte, if it stands for one.</param>
/// <param name="Set">The bytes, if it stands for one of several.</param>
internal readonly record struct GlobToken(GlobTokenKind Kind, byte Value = 0, ByteSet? Set = null)
{
    internal const byte Slash = (byte)'/';

    /// <summary>Whether it is a slash itself, not something that may match one.</summary>
    internal bool IsSlash => Kind == GlobTokenKind.Byte && Value == Slash;

    /// <summary>Whether it may stand for nothing at all.</summary>
    internal bool MayBeNothing =>
        Kind is GlobTokenKind.Stretch or GlobTokenKind.LongStretch or GlobTokenKind.Components;

    /// <summary>Whether it may stand for more than one component.</summary>
    internal bool CrossesSlashes => Kind is GlobTokenKind.LongStretch or GlobTokenKind.Components;
}
