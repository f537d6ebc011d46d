namespace Tarn.Acceptance.Harness;

/// <summary>Trees that several tests back up and none changes. Made when first asked for.</summary>
public sealed class SharedSources : IDisposable
{
    private const string Share = "/usr/share";

    private readonly TempDirectory _temp = new();
    private readonly Lazy<Source> _awkward;
    private readonly Lazy<Source> _awkwardForTarn;
    private readonly Lazy<Source> _real;

    public SharedSources()
    {
        _awkward = new(() => Source.Of(AwkwardTree.MakeForEveryReader(_temp.At("awkward")).Root));
        _real = new(MakeReal);
        _awkwardForTarn = new(() => Source.Of(AwkwardTree.MakeForTarn(_temp.At("times")).Root));
    }

    /// <summary>Whether there is time for the long versions.</summary>
    internal static bool IsNightly => Nightly.IsOn;

    /// <summary>One of everything; every reader restores it.</summary>
    internal Source Awkward => _awkward.Value;

    /// <summary>What only Tarn restores without a message.</summary>
    internal Source AwkwardForTarn => _awkwardForTarn.Value;

    /// <summary>What people have: some 100 MB in some 10,000 files of all sizes.</summary>
    internal Source Real => _real.Value;

    public void Dispose() => _temp.Dispose();

    private Source MakeReal()
    {
        if (IsNightly)
        {
            // A copy, because a machine at work changes some of it: its SDK, say.
            var share = _temp.At("share");
            Tool.Shell($"cp -a {Share} {share}").AssertStatus(0);
            return Source.Of(share, LinuxSource.Unpack());
        }
        string[] roots =
        [
            $"{Share}/doc",
            $"{Share}/zoneinfo",
            .. Directory.GetDirectories(Share, "perl*").Order(StringComparer.Ordinal),
        ];
        return Source.Of(roots);
    }
}
