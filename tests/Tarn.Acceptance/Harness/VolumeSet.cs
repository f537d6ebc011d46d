using Tarn.Format.Tar.MultiVolume;

namespace Tarn.Acceptance.Harness;

/// <summary>The volumes of a GNU multi-volume archive, <c>v.1</c>, <c>v.2</c> and so on, in a directory of their own.</summary>
internal sealed class VolumeSet
{
    /// <summary>Tells tar the name of the next volume; for one that is not there it gives up.</summary>
    private const string NextVolume = """
        #!/bin/sh
        next="${TAR_ARCHIVE%.*}.$TAR_VOLUME"
        [ "$TAR_SUBCOMMAND" = -c ] || [ -e "$next" ] || exit 1
        echo "$next" >&"$TAR_FD"
        """;

    private readonly string _directory;

    private VolumeSet(string directory)
    {
        _directory = Directory.CreateDirectory(directory).FullName;
        File.WriteAllText($"{_directory}/next", NextVolume);
        File.SetUnixFileMode($"{_directory}/next", UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    internal int Count => Directory.GetFiles(_directory, "v.*").Length;

    internal string First => PathOf(1);

    /// <summary>What makes tar change volumes by itself.</summary>
    private string MultiVolume => $"-M -F {_directory}/next -f {First}";

    /// <summary>Cuts a tar stream with the library.</summary>
    internal static VolumeSet Cut(MultiVolumeOptions options, byte[] tar, string directory)
    {
        var set = new VolumeSet(directory);
        using var writer = new MultiVolumeWriter(options, number => File.Create(set.PathOf(number)));
        writer.Write(tar);
        writer.Complete();
        return set;
    }

    /// <summary>Has tar make it, of all files in a directory or of those named.</summary>
    internal static VolumeSet ByTar(string options, string source, string directory, string files = ".")
    {
        var set = new VolumeSet(directory);
        var made = Tool.Shell($"tar -c {options} {set.MultiVolume} {files}", source).AssertStatus(0);
        // tar tells of names that it cuts in an M header; of nothing else.
        Xunit.Assert.DoesNotContain("rror", made.Errors, StringComparison.Ordinal);
        return set;
    }

    internal string PathOf(int number) => $"{_directory}/v.{number}";

    internal VolumeScan Scan(int number) => new(new MemoryStream(File.ReadAllBytes(PathOf(number))));

    /// <summary>Lets tar read it, in a directory; it gets status 124 if it takes longer.</summary>
    internal ToolResult ReadByTar(string options, string? directory = null, int seconds = 120) =>
        Tool.Shell($"timeout {seconds} tar {options} {MultiVolume}", directory);

    /// <summary>The tar stream, read by the library, of some volumes in some order.</summary>
    internal byte[] Join(params int[] order)
    {
        using var reader = new MultiVolumeReader(number => Open(order, number));
        using var joined = new MemoryStream();
        reader.CopyTo(joined);
        return joined.ToArray();
    }

    private FileStream? Open(int[] order, int number)
    {
        if (order.Length > 0)
        {
            return number <= order.Length ? File.OpenRead(PathOf(order[number - 1])) : null;
        }
        return File.Exists(PathOf(number)) ? File.OpenRead(PathOf(number)) : null;
    }
}
