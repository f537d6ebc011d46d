using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>The volumes of a set, written one after the other.</summary>
/// <param name="options">Format, length and label.</param>
/// <param name="nextVolume">Gives the stream for each volume, by number.</param>
internal sealed class OutputVolumes(MultiVolumeOptions options, Func<int, Stream> nextVolume) : IDisposable
{
    private VolumeOutput? _current;

    /// <summary>Volumes begun so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that still fit the volume that is being written; 0 if there is none.</summary>
    public long Room => _current?.Room ?? 0;

    /// <summary>Ends the volume that is being written, and begins the next.</summary>
    /// <param name="continuation">The member that goes on in it, if there is one.</param>
    public void Change(MemberContinuation? continuation)
    {
        End();
        if (Count == Limits.MaxVolumeNumber)
        {
            throw new VolumesTooShortException(
                $"there are at most {Limits.MaxVolumeNumber} volumes: choose longer ones"
            );
        }
        Count++;
        var head = VolumeHeadWriter.Write(options, Count, continuation);
        if (head.Length + TarBlock.Size > options.VolumeLength)
        {
            throw new VolumesTooShortException(
                $"to go on with '{continuation?.Name}' takes {head.Length} bytes at the start of a volume of "
                    + $"{options.VolumeLength}: choose longer volumes"
            );
        }
        _current = new VolumeOutput(
            nextVolume(Count),
            options.VolumeLength,
            options.BlockingFactor * TarBlock.Size
        );
        _current.Write(head.Span);
    }

    /// <summary>Appends bytes, at most <see cref="Room"/>.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _current!.Write(bytes);

    /// <summary>Fills the last volume to a whole record, as far as that fits, and ends it.</summary>
    public void Complete()
    {
        _current?.FillRecord();
        End();
    }

    /// <inheritdoc/>
    public void Dispose() => _current?.Dispose();

    private void End()
    {
        if (_current is { } volume)
        {
            volume.Finish();
            volume.Dispose();
            _current = null;
        }
    }
}
