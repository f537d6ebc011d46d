using System.Text;

namespace Tarn.Stores;

/// <summary>What a blob may be called: the same in every store, so that blobs can be copied between them.</summary>
internal static class BlobName
{
    /// <summary>
    /// UTF-8 bytes of a name. Linux file systems take 255 (<c>NAME_MAX</c>, limits.h); the rest is room for what a
    /// store puts around it while the blob is being written.
    /// </summary>
    private const int MaxBytes = 200;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>For a new blob.</summary>
    /// <exception cref="ArgumentException">It may not be called that.</exception>
    public static void ThrowIfBad(string name)
    {
        ThrowIfUnusable(name);
        if (StrictUtf8.GetByteCount(name) > MaxBytes)
        {
            throw new ArgumentException(
                $"The name of a blob has at most {MaxBytes} bytes: '{name}'.",
                nameof(name)
            );
        }
    }

    /// <summary>For a blob that may be there already: somebody else may have chosen a longer name.</summary>
    /// <exception cref="ArgumentException">Nothing can be called that.</exception>
    public static void ThrowIfUnusable(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!IsUsable(name))
        {
            throw new ArgumentException(
                $"The name of a blob holds no slash and no NUL, and begins with no dot: '{name}'.",
                nameof(name)
            );
        }
    }

    /// <summary>Whether a blob can be found under that name.</summary>
    public static bool IsUsable(string name) =>
        name.Length > 0 && name[0] != '.' && !name.AsSpan().ContainsAny('/', '\0');
}
