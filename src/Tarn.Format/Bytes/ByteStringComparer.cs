namespace Tarn.Format.Bytes;

/// <summary>Compares by content, also with bytes that nobody has copied into a <see cref="ByteString"/>.</summary>
internal sealed class ByteStringComparer
    : IEqualityComparer<ByteString>,
        IAlternateEqualityComparer<ReadOnlySpan<byte>, ByteString>
{
    private ByteStringComparer() { }

    /// <summary>The only one that is needed.</summary>
    internal static ByteStringComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(ByteString x, ByteString y) => x.Equals(y);

    /// <inheritdoc/>
    public int GetHashCode(ByteString obj) => GetHashCode(obj.Span);

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<byte> alternate, ByteString other) => alternate.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public ByteString Create(ReadOnlySpan<byte> alternate) => new(alternate);
}
