using Xunit;

namespace Tarn.Acceptance.Harness;

/// <summary>
/// A directory that takes no more than it is told to: on btrfs, whose quotas every Linux that knows btrfs has. Made on a
/// thread of <see cref="PrivateMounts"/>.
/// </summary>
internal static class QuotaDisk
{
    /// <summary>Mounts one.</summary>
    /// <param name="image">The file that becomes the disk.</param>
    /// <param name="disk">Where it is mounted.</param>
    /// <param name="limit">Bytes.</param>
    /// <returns>The directory.</returns>
    internal static string Mount(string image, string disk, long limit)
    {
        var mounted = Tool.Shell(
            $"truncate -s 128M {image} && mkfs.btrfs -q {image} && mount -o loop {image} {disk}"
        );
        Assert.SkipUnless(mounted.Status == 0, $"no btrfs can be mounted here: {mounted.Errors}");
        Tool.Shell($"btrfs quota enable {disk} && btrfs subvolume create {disk}/limited").AssertStatus(0);
        Limit($"{disk}/limited", $"{limit}");
        return $"{disk}/limited";
    }

    /// <summary>Sets another limit: bytes, with M for mebibytes, or none.</summary>
    internal static void Limit(string directory, string limit) =>
        Tool.Shell($"sync -f {directory} && btrfs qgroup limit {limit} {directory}").AssertSilent();
}
