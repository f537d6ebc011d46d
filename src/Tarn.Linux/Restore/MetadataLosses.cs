using Tarn.Format.Bytes;

namespace Tarn.Linux.Restore;

/// <summary>Gathers what of an entry's metadata does not come back. Not thread-safe.</summary>
internal sealed class MetadataLosses
{
    private List<string>? _refused;
    private List<string>? _withheld;

    /// <summary>What became of the entry.</summary>
    internal Placement Placement => new(IsKept: false, Join(_refused), Join(_withheld));

    /// <summary>Linux refused it, with that errno.</summary>
    internal void Refuse(string what, int errno) =>
        (_refused ??= []).Add($"{what} ({Errno.Describe(errno)})");

    /// <summary>Linux refused it.</summary>
    internal void Refuse(ByteString attribute, int errno) => Refuse($"the attribute {attribute}", errno);

    /// <summary>It was not tried.</summary>
    internal void Withhold(string what) => (_withheld ??= []).Add(what);

    private static string? Join(List<string>? losses) =>
        losses is null ? null : string.Join(", ", losses.Distinct(StringComparer.Ordinal));
}
