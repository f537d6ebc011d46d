namespace Tarn.Format.Filters;

/// <summary>How a part of a path is measured.</summary>
internal enum PathPartKind
{
    /// <summary>All of the path.</summary>
    Whole,

    /// <summary>So many components at its end.</summary>
    LastComponents,

    /// <summary>So many bytes at its end.</summary>
    LastBytes,
}
