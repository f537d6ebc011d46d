using Tarn.Format.Bytes;

namespace Tarn.Results;

/// <summary>Something that did not come out whole. The operation went on.</summary>
/// <param name="Kind">What sort of trouble it is.</param>
/// <param name="Path">The entry it is about; <c>default</c> if it is about none.</param>
/// <param name="Message">What, where, and what to do, for a person; begins in lower case, without a full stop.</param>
public sealed record Problem(ProblemKind Kind, UnixPath Path, string Message)
{
    /// <summary>What is lost of a file, if a part of it is there; null if nothing is, or if it is about no stored data.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The volume that the trouble is in; 0 if it is in none.</summary>
    public int Volume { get; init; }

    /// <summary>Where in that volume, or in the file it was found in, bytes from its beginning.</summary>
    public long Offset { get; init; }

    /// <summary>How many entries it is about whose names nobody knows.</summary>
    public long UnknownEntries { get; init; }
}
