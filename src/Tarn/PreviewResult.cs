using Tarn.Results;

namespace Tarn;

/// <summary>What a backup would store.</summary>
/// <param name="Entries">Entries.</param>
/// <param name="ContentBytes">Bytes of regular files, as large as they are now.</param>
/// <param name="Problems">What could not be looked at, counted; the listener heard of each.</param>
public sealed record PreviewResult(long Entries, long ContentBytes, ProblemCounts Problems);
