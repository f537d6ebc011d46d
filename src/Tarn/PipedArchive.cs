using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Reading;
using Tarn.Sets;

namespace Tarn;

/// <summary>Looks into an archive whose volumes come one after the other, as <c>cat</c> of them gives.</summary>
/// <param name="volumes">Read once, front to back; stays the caller's.</param>
public sealed class PipedArchive(Stream volumes)
{
    /// <summary>What its volumes say of the whole; null before it has been read.</summary>
    public ArchiveParameters? Parameters { get; private set; }

    /// <summary>What the last volume's end says; null before it has been read.</summary>
    public VolumeEnd? End { get; private set; }

    /// <summary>How many volumes were read.</summary>
    public int Volumes { get; private set; }

    /// <summary>Bytes of those volumes.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>Reads to the end, checking everything, and shows each entry as it comes.</summary>
    /// <exception cref="Tarn.Format.CorruptArchiveException">The stream is damaged or ends too early.</exception>
    public async Task ListAsync(Action<Entry> show, CancellationToken ct) =>
        await ReadAsync(new Lister(show), ct);

    /// <summary>Writes the content of one file, checked, to <paramref name="output"/>.</summary>
    /// <exception cref="ArchiveNotFoundException">There is no such path, or it is no regular file.</exception>
    /// <exception cref="Tarn.Format.CorruptArchiveException">The stream is damaged or ends too early.</exception>
    public async Task CopyContentAsync(UnixPath path, Stream output, CancellationToken ct)
    {
        var copier = new Copier(path, output);
        await ReadAsync(copier, ct);
        if (!copier.IsFound)
        {
            throw new ArchiveNotFoundException(
                $"{Printable.Quoted(path)} is no regular file in this archive: 'tarn ls -l' shows what it is"
            );
        }
    }

    private async Task ReadAsync(ITarHandler handler, CancellationToken ct)
    {
        using var stream = new VolumesReader(volumes);
        await stream.ReadAsync(handler, ct);
        (Parameters, End, Volumes, StoredBytes) = (
            stream.Start?.Archive,
            stream.End,
            stream.Volumes,
            stream.StoredBytes
        );
    }

    private sealed class Lister(Action<Entry> show) : ITarHandler
    {
        public void Begin(Entry entry) => show(entry);

        public void Content(ReadOnlySpan<byte> bytes) { }

        public void Hole(long length) { }

        public void End() { }
    }

    /// <summary>A hard link comes after its first name, so only that one can be copied from a pipe.</summary>
    private sealed class Copier(UnixPath path, Stream output) : ITarHandler
    {
        private bool _isOpen;

        public bool IsFound { get; private set; }

        public void Begin(Entry entry)
        {
            _isOpen = entry is Entry.File && entry.Path == path;
            IsFound |= _isOpen;
        }

        public void Content(ReadOnlySpan<byte> bytes)
        {
            if (_isOpen)
            {
                output.Write(bytes);
            }
        }

        public void Hole(long length)
        {
            if (_isOpen)
            {
                Zeros.Write(output, length);
            }
        }

        public void End() => _isOpen = false;
    }
}
