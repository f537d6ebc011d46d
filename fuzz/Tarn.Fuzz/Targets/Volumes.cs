using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Volumes that come down a pipe.</summary>
internal sealed class Volumes : ITarget
{
    /// <inheritdoc/>
    public string Name => "volumes";

    /// <inheritdoc/>
    public string Parses =>
        "volumes from a pipe and as blobs of a store, as they come and with markers' checks made right";

    /// <inheritdoc/>
    public long Allowance => ArchiveCheck.Allowance;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => ArchiveSeeds.Volumes;

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        ArchiveCheck.Run([input]);
        ArchiveCheck.Run([Mending.Markers(input)]);
    }
}
