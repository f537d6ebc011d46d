namespace Tarn.Acceptance.Harness;

/// <summary>The sources of Linux from the Debian package, unpacked: 80,000 files.</summary>
internal static class LinuxSource
{
    private const string Package = "linux-source-6.1";
    private const string Packed = "/usr/src/linux-source-6.1.tar.xz";

    /// <summary>Unpacks them where later runs find them again.</summary>
    internal static string Unpack()
    {
        var place = Checkout.At("artifacts/linux-source");
        if (!Directory.Exists(place))
        {
            if (!File.Exists(Packed))
            {
                Tool.Shell($"apt-get update -q && apt-get install -y -q --no-install-recommends {Package}")
                    .AssertStatus(0);
            }
            var unfinished = $"{place}.new";
            Tool.Shell($"rm -rf {unfinished} && mkdir {unfinished} && tar -x -f {Packed} -C {unfinished}")
                .AssertStatus(0);
            Directory.Move(unfinished, place);
        }
        return place;
    }
}
