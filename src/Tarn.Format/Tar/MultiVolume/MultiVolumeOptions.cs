using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>How a tar stream is cut into volumes. A value outside its range is refused when it is set.</summary>
public sealed record MultiVolumeOptions
{
    /// <summary>
    /// Smallest volume length, bytes: two of GNU tar's default records. It is the first multiple of them that holds a
    /// label, the headers of a continuation in the pax format for a path of 4,095 bytes, the longest that GNU tar
    /// restores, and a block of content.
    /// </summary>
    public const long MinVolumeLength = 20_480;

    /// <summary>Most blocks in a record: records of 1 MiB.</summary>
    public const int MaxBlockingFactor = 2048;

    /// <summary>
    /// Longest label, bytes: with " Volume 999999" behind it, it fits the 100 bytes of a name field and a NUL.
    /// </summary>
    public const int MaxLabel = 80;

    /// <summary>How volumes go on. Default: pax, which has no limit on names.</summary>
    public MultiVolumeFormat Format { get; init; } = MultiVolumeFormat.Pax;

    /// <summary>
    /// Largest length of a volume, bytes: a multiple of 512, at least <see cref="MinVolumeLength"/>. A volume is
    /// shorter where the headers of the next member do not fit.
    /// </summary>
    public required long VolumeLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, MinVolumeLength);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Limits.MaxPosition);
            ArgumentOutOfRangeException.ThrowIfNotEqual(value % TarBlock.Size, 0, nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// What the label of each volume begins with; at most <see cref="MaxLabel"/> bytes without NUL, empty for no
    /// labels. Only a label lets a reader notice that a volume is missing where no member goes on.
    /// </summary>
    public ByteString Label
    {
        get;
        init
        {
            if (value.Length > MaxLabel || value.Span.Contains((byte)0))
            {
                throw new ArgumentException(
                    $"a label has at most {MaxLabel} bytes and no NUL",
                    nameof(value)
                );
            }
            field = value;
        }
    }

    /// <summary>
    /// Blocks of 512 bytes in a record, 1 to <see cref="MaxBlockingFactor"/>: volumes are written in records, and the
    /// last one is filled with zeros to a whole record if that fits its length. Default: 20, as GNU tar's.
    /// </summary>
    public int BlockingFactor
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxBlockingFactor);
            field = value;
        }
    } = 20;
}
