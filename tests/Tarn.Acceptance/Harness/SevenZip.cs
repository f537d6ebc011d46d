using System.Globalization;
using System.Security.Cryptography;

namespace Tarn.Acceptance.Harness;

/// <summary>7z: what it is to restore by the table of spec/tar.md, "Other readers".</summary>
internal static class SevenZip
{
    /// <summary>All times; no owners.</summary>
    internal const Keeps Keeps =
        Harness.Keeps.Nanoseconds | Harness.Keeps.DirectoryTimes | Harness.Keeps.LinkTimes;

    private static readonly string EmptyContent = string.Create(
        CultureInfo.InvariantCulture,
        $"0 {Convert.ToHexStringLower(SHA256.HashData([]))}"
    );

    /// <summary>The script that extracts a tar.</summary>
    internal static string Extract(string tar, string into) => $"umask 0; 7z x -y -snl -o{into} {tar}";

    /// <summary>A pipe as it restores it, an empty file; and modes without their special bits.</summary>
    internal static TreeItem Restored(TreeItem item) =>
        item.Type == 'p'
            ? WithoutOwner(item) with
            {
                Type = '-',
                Mode = "666",
                Content = EmptyContent,
            }
            : WithoutOwner(item) with
            {
                Mode = item.Mode.Length == 4 ? item.Mode[1..].TrimStart('0').PadLeft(1, '0') : item.Mode,
            };

    /// <summary>As if nobody owned it.</summary>
    internal static TreeItem WithoutOwner(TreeItem item) => item with { Owner = "" };
}
