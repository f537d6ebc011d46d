using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Cli.Commands;

/// <summary>The options of a backup that say how it is stored.</summary>
internal sealed class StorageOptions
{
    private readonly Option<long> _volumeSize = new("--volume-size")
    {
        HelpName = "SIZE",
        CustomParser = Parsing.OfSize(Limits.MinVolumeSize, long.MaxValue, "at least 1M", size => size),
        DefaultValueFactory = _ => ArchiveParameters.DefaultVolumeSize,
    };

    private readonly Option<Compression> _compression = new("--compression")
    {
        HelpName = "CODEC",
        CustomParser = Parsing.Of<Compression>(Compression.TryParse, Compression.Forms),
        DefaultValueFactory = _ => new Compression(Codec.Zstd, null),
    };

    private readonly Option<int> _segmentSize = new("--segment-size")
    {
        HelpName = "SIZE",
        CustomParser = Parsing.OfSize(
            Limits.MinSegmentSize,
            BackupOptions.MaxSegmentSize,
            "from 4K to 8M",
            size => (int)size
        ),
        DefaultValueFactory = _ => ArchiveParameters.DefaultSegmentSize,
    };

    private readonly Option<int> _group = new("--group")
    {
        HelpName = "SIZE",
        CustomParser = Parsing.OfSize(0, BackupOptions.MaxSegmentSize, "at most 8M", size => (int)size),
    };

    private readonly Option<KeepWhole?> _keepWhole = new("--keep-whole")
    {
        HelpName = "SIZE",
        CustomParser = Parsing.Of<KeepWhole?>(TryParseKeepWhole, KeepWhole.Forms),
    };

    private readonly Option<HashAlgorithm> _hash = new("--hash")
    {
        HelpName = "HASH",
        CustomParser = Parsing.Of<HashAlgorithm>(TryParseHash, "it is xxh128, sha256 or none"),
        DefaultValueFactory = _ => HashAlgorithm.Xxh128,
    };

    private readonly Option<int?> _jobs = SharedOptions.MakeJobs();

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (
            var option in (Option[])
                [_volumeSize, _compression, _segmentSize, _group, _keepWhole, _hash, _jobs]
        )
        {
            command.Add(option);
        }
    }

    /// <summary>What they say. The set is still to be filled in.</summary>
    public BackupOptions Read(ParseResult arguments)
    {
        var volumeSize = arguments.GetValue(_volumeSize);
        var compression = arguments.GetValue(_compression);
        return new BackupOptions
        {
            Set = default,
            VolumeSize = volumeSize,
            Codec = compression.Codec,
            Level = compression.Level,
            SegmentSize = arguments.GetValue(_segmentSize),
            GroupSize = arguments.GetValue(_group),
            KeepWhole = arguments.GetValue(_keepWhole)?.Of(volumeSize),
            Hash = arguments.GetValue(_hash),
            Workers = arguments.GetValue(_jobs),
        };
    }

    private static bool TryParseKeepWhole(string text, out KeepWhole? value)
    {
        var isGood = KeepWhole.TryParse(text, out var keepWhole);
        value = keepWhole;
        return isGood;
    }

    private static bool TryParseHash(string text, out HashAlgorithm hash)
    {
        (var isKnown, hash) = text switch
        {
            "xxh128" => (true, HashAlgorithm.Xxh128),
            "sha256" => (true, HashAlgorithm.Sha256),
            "none" => (true, HashAlgorithm.None),
            _ => (false, HashAlgorithm.None),
        };
        return isKnown;
    }
}
