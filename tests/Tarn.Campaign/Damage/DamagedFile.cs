namespace Tarn.Campaign.Damage;

/// <summary>A file that is left of an archive.</summary>
/// <param name="Name">Its name, perhaps beneath a directory.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record DamagedFile(string Name, byte[] Bytes);
