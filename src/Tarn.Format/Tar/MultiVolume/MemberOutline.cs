using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>Of a member, what has to be known to walk over it.</summary>
/// <param name="Name">Its path.</param>
/// <param name="StoredLength">Bytes of content that follow its header, without padding.</param>
/// <param name="Total">Its length, bytes: of a sparse file that of the file, else the stored length.</param>
internal sealed record MemberOutline(ByteString Name, long StoredLength, long Total)
{
    /// <summary>Offset, as GNU tar counts, of the place where <paramref name="remaining"/> bytes are to come.</summary>
    public long OffsetOf(long remaining) => Total - remaining;
}
