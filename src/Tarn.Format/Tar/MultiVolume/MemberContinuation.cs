using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>What the start of a volume says of the member that goes on in it.</summary>
/// <param name="Format">In which form it is said.</param>
/// <param name="Name">The member's path; its first 100 bytes only, if the form is GNU's and it is longer.</param>
/// <param name="Offset">
/// The member's length without <paramref name="Remaining"/>, bytes. For a sparse file, whose length counts its holes,
/// this is not the number of bytes that came before.
/// </param>
/// <param name="Remaining">Bytes of content still to come, in this volume and in later ones.</param>
public sealed record MemberContinuation(
    MultiVolumeFormat Format,
    ByteString Name,
    long Offset,
    long Remaining
)
{
    /// <summary>The member's length, bytes; of a sparse file, with its holes.</summary>
    public long Total => Offset + Remaining;

    /// <summary>Whether this may be the name of a member called <paramref name="path"/>.</summary>
    internal bool IsOf(ByteString path) =>
        Name == path
        || (
            Format == MultiVolumeFormat.Gnu
            && Name.Length == UstarHeader.NameLength
            && path.Span.StartsWith(Name.Span)
        );

    /// <summary>Text for people.</summary>
    public override string ToString() => $"'{Name}' at offset {Offset} of {Total}";
}
