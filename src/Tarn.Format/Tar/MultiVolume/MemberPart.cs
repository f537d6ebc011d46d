using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>What one volume holds of a member.</summary>
/// <param name="Name">The member's path, as <see cref="MemberContinuation.Name"/> if it does not begin here.</param>
/// <param name="Total">The member's length, bytes; of a sparse file, with its holes.</param>
/// <param name="Length">Bytes of content that this volume holds of it.</param>
/// <param name="Begins">Whether its headers are here.</param>
/// <param name="Ends">Whether its content ends here; if not, it goes on in the next volume.</param>
public sealed record MemberPart(ByteString Name, long Total, long Length, bool Begins, bool Ends);
