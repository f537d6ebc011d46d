namespace Tarn.Campaign.Damage;

/// <summary>A byte of a volume.</summary>
/// <param name="Volume">Number of the volume, from 1.</param>
/// <param name="Offset">From its first byte.</param>
internal readonly record struct Place(int Volume, int Offset);
