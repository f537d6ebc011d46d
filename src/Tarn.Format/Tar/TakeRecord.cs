namespace Tarn.Format.Tar;

/// <summary>Takes one record of a pax extended header; false if it says something that cannot be.</summary>
internal delegate bool TakeRecord(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value);
