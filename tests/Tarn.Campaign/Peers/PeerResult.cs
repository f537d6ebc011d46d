namespace Tarn.Campaign.Peers;

/// <summary>What an archiver got back.</summary>
/// <param name="Lost">Files that are not there, or not what they were.</param>
/// <param name="Wrong">Of these, how many are there with other bytes, under their final names.</param>
/// <param name="Status">The exit status.</param>
internal sealed record PeerResult(int Lost, int Wrong, int Status);
