using Tarn.Format.Bytes;

namespace Tarn.Results;

/// <summary>How far an operation has come.</summary>
/// <param name="Entries">Entries finished.</param>
/// <param name="ContentBytes">Bytes of file content finished.</param>
/// <param name="StoredBytes">Bytes written to the store; 0 in a restore.</param>
/// <param name="Current">The entry at hand.</param>
public readonly record struct Progress(long Entries, long ContentBytes, long StoredBytes, UnixPath Current);
