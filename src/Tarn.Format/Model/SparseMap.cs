using System.Collections.Immutable;

namespace Tarn.Format.Model;

/// <summary>
/// Which parts of a sparse file are stored; the rest is holes, which read as zeros. Compares by content. Immutable.
/// </summary>
public sealed class SparseMap : IEquatable<SparseMap>
{
    private readonly ImmutableArray<Extent> _extents;

    /// <summary>Keeps the extents, in order.</summary>
    /// <exception cref="ArgumentException">
    /// One is empty, begins before the end of the one before it, or ends beyond 2^63 - 1.
    /// </exception>
    public SparseMap(ImmutableArray<Extent> extents)
    {
        var end = 0L;
        foreach (var extent in extents)
        {
            if (extent.Length <= 0 || extent.Offset < end || extent.Length > long.MaxValue - extent.Offset)
            {
                throw new ArgumentException($"the extents are out of order at {extent}", nameof(extents));
            }
            end = extent.End;
            DataLength += extent.Length;
        }
        _extents = extents;
        End = end;
    }

    /// <summary>The extents, in order; none if the file is one hole.</summary>
    public IReadOnlyList<Extent> Extents => _extents;

    /// <summary>Bytes in all extents.</summary>
    public long DataLength { get; }

    /// <summary>Where the last extent ends; the file is at least so long.</summary>
    public long End { get; }

    /// <inheritdoc/>
    public bool Equals(SparseMap? other) =>
        other is not null && _extents.AsSpan().SequenceEqual(other._extents.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SparseMap);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_extents.Length, DataLength, End);
}
