using Tarn.Format.Volumes;

namespace Tarn.Tests.Format.Volumes;

/// <summary>Keeps nothing of volumes but how large they are.</summary>
internal sealed class VolumeSizes : IVolumeSink
{
    public List<long> Volumes { get; } = [];

    public void Begin(int volume) => Volumes.Add(0);

    public void Write(ReadOnlySpan<byte> bytes) => Volumes[^1] += bytes.Length;

    public void Complete(bool isLast) { }
}
