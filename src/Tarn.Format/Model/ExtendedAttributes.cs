using System.Collections;
using System.Collections.Immutable;
using Tarn.Format.Bytes;

namespace Tarn.Format.Model;

/// <summary>
/// The extended attributes of an entry, in the order of their names. POSIX ACLs are among them, in the form in which
/// Linux has them (<see cref="AccessAcl"/>, <see cref="DefaultAcl"/>). Compares by content. Immutable.
/// </summary>
public sealed class ExtendedAttributes : IReadOnlyList<ExtendedAttribute>, IEquatable<ExtendedAttributes>
{
    /// <summary>No attributes.</summary>
    public static readonly ExtendedAttributes None = new([]);

    private readonly ImmutableArray<ExtendedAttribute> _sorted;

    /// <summary>Takes the attributes in any order.</summary>
    /// <exception cref="ArgumentException">A name is empty, has a NUL, or occurs twice.</exception>
    public ExtendedAttributes(IEnumerable<ExtendedAttribute> attributes)
    {
        _sorted =
        [
            .. attributes.Order(
                Comparer<ExtendedAttribute>.Create(
                    (left, right) => left.Name.Span.SequenceCompareTo(right.Name.Span)
                )
            ),
        ];
        for (var i = 0; i < _sorted.Length; i++)
        {
            var name = _sorted[i].Name;
            if (name.IsEmpty || name.Span.Contains((byte)0) || (i > 0 && name == _sorted[i - 1].Name))
            {
                throw new ArgumentException($"not the name of one attribute: '{name}'", nameof(attributes));
            }
        }
    }

    /// <summary>The attribute that holds a file's access ACL (acl(5)).</summary>
    public static ByteString AccessAcl { get; } = ByteString.FromText("system.posix_acl_access");

    /// <summary>The attribute that holds the ACL which what is made in a directory gets.</summary>
    public static ByteString DefaultAcl { get; } = ByteString.FromText("system.posix_acl_default");

    /// <inheritdoc/>
    public int Count => _sorted.Length;

    /// <inheritdoc/>
    public ExtendedAttribute this[int index] => _sorted[index];

    /// <inheritdoc/>
    public bool Equals(ExtendedAttributes? other) =>
        other is not null && _sorted.AsSpan().SequenceEqual(other._sorted.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ExtendedAttributes);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _sorted.Aggregate(Count, (hash, attribute) => HashCode.Combine(hash, attribute));

    /// <inheritdoc/>
    public IEnumerator<ExtendedAttribute> GetEnumerator() =>
        ((IEnumerable<ExtendedAttribute>)_sorted).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
