using Tarn.Format.Bytes;
using Tarn.Format.Filters;

namespace Tarn.Linux.Scan;

/// <summary>What a scan leaves out, apart from what cannot be read (docs/filters.md).</summary>
public sealed record ScanFilters
{
    private readonly IReadOnlyList<ByteString> _tags = [];

    /// <summary>Nothing is left out.</summary>
    public static ScanFilters None { get; } = new();

    /// <summary>What they exclude is not found, and a directory among it not entered.</summary>
    public FilterRules Rules { get; init; } = FilterRules.None;

    /// <summary>
    /// Whether of a directory that says that it is a cache (https://bford.info/cachedir/) only the file that says so
    /// is found.
    /// </summary>
    public bool ExcludeCaches { get; init; }

    /// <summary>Names, each of one component: of a directory that has one of them only that one is found.</summary>
    /// <exception cref="ArgumentException">One is no name that something in a directory can have.</exception>
    public IReadOnlyList<ByteString> Tags
    {
        get => _tags;
        init =>
            _tags = value.All(IsName)
                ? value
                : throw new ArgumentException("A tag is the name of a file, without a slash.", nameof(value));
    }

    /// <summary>
    /// Whether only directories on the file systems of the roots are entered; where another one is mounted, the
    /// directory is found, but nothing in it.
    /// </summary>
    public bool OneFileSystem { get; init; }

    /// <summary>Whether something in a directory can have that name.</summary>
    public static bool IsName(ByteString tag) =>
        !tag.Span.Contains((byte)'/') && new UnixPath(tag.Span).IsSafe;
}
