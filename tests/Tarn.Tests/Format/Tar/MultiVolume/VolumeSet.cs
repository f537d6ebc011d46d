using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Xunit;

namespace Tarn.Tests.Format.Tar.MultiVolume;

/// <summary>Volumes in memory, and the tar streams that they are made of.</summary>
internal static class VolumeSet
{
    public const int Length = (int)MultiVolumeOptions.MinVolumeLength;

    public static ByteString Label { get; } = ByteString.FromText("tapes of 1998");

    public static MultiVolumeOptions Options(
        MultiVolumeFormat format,
        bool labelled = false,
        long length = Length
    ) =>
        new()
        {
            Format = format,
            VolumeLength = length,
            Label = labelled ? Label : default,
        };

    /// <summary>A whole tar stream, with its end.</summary>
    public static byte[] Tar(params (Entry Entry, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        foreach (var (entry, content) in members)
        {
            stream.Write(Sample.HeadersOf(entry));
            stream.Write(content);
            stream.Write(new byte[TarBlock.PaddingAfter(content.Length)]);
        }
        stream.Write(new byte[TarEncoder.EndOfArchiveLength]);
        return stream.ToArray();
    }

    /// <summary>A file of a header block and content, and nothing else.</summary>
    public static (Entry Entry, byte[] Content) File(string path, int size) =>
        (
            new Entry.File(
                UnixPath.FromText(path),
                Sample.Metadata with
                {
                    Mtime = new UnixTime(1_700_000_000, 0),
                },
                size
            ),
            Noise.Of((ulong)size, size)
        );

    /// <summary>The volumes of a tar stream that is written in pieces of the given sizes, over and over.</summary>
    public static List<byte[]> Cut(MultiVolumeOptions options, byte[] tar, params int[] pieces)
    {
        var volumes = new List<MemoryStream>();
        using var writer = new MultiVolumeWriter(
            options,
            number =>
            {
                Assert.Equal(volumes.Count + 1, number);
                Assert.DoesNotContain(volumes, volume => volume.CanWrite);
                volumes.Add(new MemoryStream());
                return volumes[^1];
            }
        );
        ReadOnlySpan<byte> rest = tar;
        for (var turn = 0; !rest.IsEmpty; turn++)
        {
            var count =
                pieces.Length == 0 ? rest.Length : Math.Min(rest.Length, pieces[turn % pieces.Length]);
            writer.Write(rest[..count]);
            rest = rest[count..];
        }
        writer.Complete();
        Assert.Equal(volumes.Count, writer.VolumeCount);
        return volumes.ConvertAll(volume => volume.ToArray());
    }

    public static MultiVolumeReader Open(IReadOnlyList<byte[]> volumes) =>
        new(number => number <= volumes.Count ? new MemoryStream(volumes[number - 1]) : null);

    /// <summary>The tar stream of some volumes, read in pieces of the given size.</summary>
    public static byte[] Join(IReadOnlyList<byte[]> volumes, int piece = 4000)
    {
        using var reader = Open(volumes);
        using var joined = new MemoryStream();
        reader.CopyTo(joined, piece);
        return joined.ToArray();
    }

    /// <summary>What can be read before the reader finds that something is wrong, and what that is.</summary>
    public static (byte[] Read, CorruptArchiveException Failure) JoinUntilFailure(
        IReadOnlyList<byte[]> volumes
    )
    {
        using var reader = Open(volumes);
        using var joined = new MemoryStream();
        var failure = Assert.Throws<CorruptArchiveException>(() => reader.CopyTo(joined, 4000));
        Assert.Same(failure, Assert.Throws<CorruptArchiveException>(() => reader.ReadByte()));
        return (joined.ToArray(), failure);
    }
}
