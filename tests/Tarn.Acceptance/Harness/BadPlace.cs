using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Tarn.Acceptance.Harness;

/// <summary>A directory with a good store and much that is none, in which commands are typed. Made once for all tests.</summary>
public sealed partial class BadPlace : IDisposable
{
    private const string Functions = """
        as_user() {
            if ((EUID == 0)); then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi
        }
        id() { tarn list "$1" --json | grep -o '"id":"[0-9a-f]*' | head -n 1 | cut -c 7-; }
        pipe() { cat "$@" 2>/dev/null; }
        read_only() {
            unshare -m sh -c 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"' "$@"
        }
        """;

    private const string Preparation = """
        umask 022
        printf 'a few words\n' >source/small
        ln source/small source/small-too
        touch -d 2024-05-06T07:08:09Z source/* source
        mkdir -p bin other empty full locked
        tarn backup source --to store --name home --volume-size 1M --segment-size 64K -q
        tarn backup source/small --to mail --name mail -q
        chmod -R a+rX mail
        echo 'Dear Ada,' | tee other/letter.txt >file
        ln -s nowhere/at/all dangling
        cp file closed-file && chmod 000 closed-file && mkdir -m 000 closed
        chmod 555 locked
        tar -cf plain.tar source
        gzip -k plain.tar
        copy() { cp -r store "$1" && cd "$1" && volumes=(*) && cd .. ; }
        copy mixed && cp mail/* mixed
        copy without-beginning && tail -c +100001 "store/${volumes[1]}" >"without-beginning/${volumes[1]}"
        copy without-middle &&
            { head -c 300000 "store/${volumes[1]}"; tail -c +400001 "store/${volumes[1]}"; } >"without-middle/${volumes[1]}"
        copy without-end && truncate -s -9000 "without-end/${volumes[1]}"
        copy emptied && truncate -s 0 "emptied/${volumes[1]}"
        copy gap && rm "gap/${volumes[1]}"
        copy unfinished && rm "unfinished/${volumes[-1]}"
        copy overtaken && tarn backup source --to overtaken --name home --volume-size 1M -q &&
            rm "$(ls -t overtaken/* | head -n 1)"
        mkdir alone && cp mail/* alone && truncate -s 0 alone/*
        """;

    private readonly TempDirectory _temp = new();

    public BadPlace()
    {
        _temp.Make("source");
        File.WriteAllBytes(_temp.At("source/large"), new Noise(9).Bytes(2_500_000));
        File.CreateSymbolicLink(_temp.Make("bin") + "/tarn", TarnProgram.Path);
        Run($"set -e\n{Preparation}").AssertSilent("preparing");
        foreach (var volume in MakeCopies("flipped", "newer", "one-newer"))
        {
            switch (Path.GetFileName(Path.GetDirectoryName(volume)))
            {
                case "flipped" when volume.Contains(".000002.", StringComparison.Ordinal):
                    Flip(volume);
                    break;
                case "newer":
                case "one-newer" when volume.Contains(".000002.", StringComparison.Ordinal):
                    MakeNewer(volume);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>What a person sees who types a command here; names and numbers that differ each time are replaced.</summary>
    internal (ToolResult Result, string Transcript) Type(string command)
    {
        var result = Run(command);
        var shown = new string([.. result.Text.Take(300)]);
        var transcript = $"$ {command}\n{shown}{result.Errors}[{result.Status}]\n";
        transcript = transcript.Replace(_temp.Path, "/DIR", StringComparison.Ordinal);
        transcript = transcript.Replace(_temp.Path[1..], "DIR", StringComparison.Ordinal);
        transcript = Time().Replace(transcript, "TIME");
        transcript = Duration().Replace(transcript, " in TIME");
        transcript = TimeAndId().Replace(transcript, "TIME-ID");
        transcript = Id().Replace(transcript, "ID");
        return (result, Number().Replace(transcript, "${before}N"));
    }

    /// <summary>Everything here with its content, so that what a command has changed shows.</summary>
    internal string Listing => Run("find . -mindepth 1 -printf '%p %y %s %T@ %m %l\n' | sort").Text;

    internal void Remove(string name) => Run($"rm -rf {name}");

    public void Dispose() => _temp.Dispose();

    private ToolResult Run(string script) =>
        Tool.Shell($"PATH=$PWD/bin:$PATH\n{Functions}\n{script}", _temp.Path, input: []);

    private IEnumerable<string> MakeCopies(params string[] names)
    {
        foreach (var name in names)
        {
            Run($"cp -r store {name}").AssertSilent(name);
            foreach (var volume in Directory.GetFiles(_temp.At(name)))
            {
                yield return volume;
            }
        }
    }

    /// <summary>A byte in the volume's first marker.</summary>
    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[new Volume(path).Segments()[0].MarkerOffset + 20] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>As a later version of the format might be: all markers say 2, and their checks hold.</summary>
    private static void MakeNewer(string path)
    {
        var bytes = File.ReadAllBytes(path);
        foreach (var segment in new Volume(path).Segments())
        {
            var marker = bytes.AsSpan((int)segment.MarkerOffset, 96);
            marker[8] = 2;
            SHA256.HashData(marker[..88])[..8].CopyTo(marker[88..]);
        }
        File.WriteAllBytes(path, bytes);
    }

    [GeneratedRegex("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeAndId();

    [GeneratedRegex(
        "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Time();

    [GeneratedRegex(@" in [0-9]+:[0-9]{2}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b[0-9a-f]{12}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("(?<before>byte |given |stored as )[0-9][0-9.]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
