namespace Tarn.Format.Volumes;

/// <summary>The entry that goes on into a volume from the one before.</summary>
/// <param name="Sequence">The sequence of its first segment; never 0, which is a volume start.</param>
/// <param name="TarOffset">Where its headers begin in the tar stream.</param>
/// <param name="Headers">
/// Its tar headers, with a sparse file's map behind them unless that is too long; empty if the headers are.
/// </param>
public sealed record ContinuedEntry(long Sequence, long TarOffset, ReadOnlyMemory<byte> Headers);
