using System.Text;

namespace Tarn.Format.Bytes;

/// <summary>
/// The name of an entry inside an archive: components joined by <c>/</c>, without one at either end; bytes, kept as
/// they are. Ordered with <c>/</c> below every other byte, so that a directory comes right before its contents.
/// The default value is the empty path, the root of the archive, which no entry has.
/// </summary>
public readonly struct UnixPath : IEquatable<UnixPath>, IComparable<UnixPath>
{
    private const byte Slash = (byte)'/';
    private readonly ByteString _bytes;

    /// <summary>Copies <paramref name="bytes"/>, which are taken as they are: see <see cref="IsSafe"/>.</summary>
    public UnixPath(ReadOnlySpan<byte> bytes) => _bytes = new ByteString(bytes);

    /// <summary>The bytes of the path.</summary>
    public ReadOnlySpan<byte> Span => _bytes.Span;

    /// <summary>The number of bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Whether this is the root of the archive.</summary>
    public bool IsEmpty => _bytes.IsEmpty;

    /// <summary>Whether every byte is below 128.</summary>
    public bool IsAscii => _bytes.IsAscii;

    /// <summary>The last component.</summary>
    public ReadOnlySpan<byte> Name => Span[(Span.LastIndexOf(Slash) + 1)..];

    /// <summary>All but the last component; empty for a path of one component.</summary>
    public UnixPath Parent => new(Span[..Math.Max(0, Span.LastIndexOf(Slash))]);

    /// <summary>
    /// Whether each component is one that names something beneath the root: not empty, not <c>.</c> or <c>..</c>,
    /// without a NUL byte. Only such paths are written to archives, and only such ones are restored.
    /// </summary>
    public bool IsSafe
    {
        get
        {
            if (IsEmpty || Span.Contains((byte)0))
            {
                return false;
            }
            foreach (var range in Span.Split(Slash))
            {
                var component = Span[range];
                if (component.IsEmpty || component.SequenceEqual("."u8) || component.SequenceEqual(".."u8))
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>The UTF-8 encoding of <paramref name="text"/>.</summary>
    public static UnixPath FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>This path with one more component, or that component alone if this is the root.</summary>
    public UnixPath Append(ReadOnlySpan<byte> name)
    {
        if (IsEmpty)
        {
            return new UnixPath(name);
        }
        var joined = new byte[Length + 1 + name.Length];
        Span.CopyTo(joined);
        joined[Length] = Slash;
        name.CopyTo(joined.AsSpan(Length + 1));
        return new UnixPath(joined);
    }

    /// <summary>Whether this is <paramref name="ancestor"/> or lies beneath it. Everything lies beneath the root.</summary>
    public bool IsWithin(UnixPath ancestor) =>
        ancestor.IsEmpty
        || (Span.StartsWith(ancestor.Span) && (Length == ancestor.Length || Span[ancestor.Length] == Slash));

    /// <summary>Whether this is at or beneath one of <paramref name="paths"/>; no paths stand for the root.</summary>
    public bool IsWithinAny(IReadOnlyCollection<UnixPath> paths) => paths.Count == 0 || paths.Any(IsWithin);

    /// <summary>Without its first <paramref name="count"/> components; empty if it has no more than that.</summary>
    public UnixPath StripComponents(int count)
    {
        var rest = Span;
        for (; count > 0; count--)
        {
            var slash = rest.IndexOf(Slash);
            if (slash < 0)
            {
                return default;
            }
            rest = rest[(slash + 1)..];
        }
        return new UnixPath(rest);
    }

    /// <inheritdoc/>
    public int CompareTo(UnixPath other)
    {
        var left = Span;
        var right = other.Span;
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }
        return Rank(left[same]).CompareTo(Rank(right[same]));

        static int Rank(byte value) => value == Slash ? -1 : value;
    }

    /// <inheritdoc/>
    public bool Equals(UnixPath other) => _bytes.Equals(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnixPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.GetHashCode();

    /// <summary>Text for people: bytes that are not UTF-8 show as U+FFFD. Not reversible.</summary>
    public override string ToString() => _bytes.ToString();

    /// <summary>Whether both hold the same bytes.</summary>
    public static bool operator ==(UnixPath left, UnixPath right) => left.Equals(right);

    /// <summary>Whether the two differ in any byte.</summary>
    public static bool operator !=(UnixPath left, UnixPath right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> comes first in an archive.</summary>
    public static bool operator <(UnixPath left, UnixPath right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes later in an archive.</summary>
    public static bool operator >(UnixPath left, UnixPath right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first in an archive or is the same.</summary>
    public static bool operator <=(UnixPath left, UnixPath right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes later in an archive or is the same.</summary>
    public static bool operator >=(UnixPath left, UnixPath right) => left.CompareTo(right) >= 0;
}
