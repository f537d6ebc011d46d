using Tarn.Format.Bytes;

namespace Tarn.Results;

/// <summary>Something that did not come out whole. The operation went on.</summary>
/// <param name="Kind">What sort of trouble it is.</param>
/// <param name="Path">The entry it is about; <c>default</c> if it is about none.</param>
/// <param name="Message">What, where, and what to do, for a person; begins in lower case, without a full stop.</param>
public sealed record Problem(ProblemKind Kind, UnixPath Path, string Message);
