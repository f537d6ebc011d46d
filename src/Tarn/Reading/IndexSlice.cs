using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>The index in one volume. Not thread-safe.</summary>
/// <param name="reader">Reads the volume; owned.</param>
/// <param name="end">The volume's end.</param>
internal sealed class IndexSlice(SegmentReader reader, VolumeEnd end) : IAsyncDisposable
{
    private readonly IndexPieces _pieces = new(reader.Volume.Framing);

    /// <summary>Opens the index of <paramref name="volume"/>.</summary>
    /// <exception cref="StoreException">The volume cannot be opened.</exception>
    public static async Task<IndexSlice> OpenAsync(
        IStore store,
        VolumeListing volume,
        VolumeEnd end,
        CancellationToken ct
    ) => new(new SegmentReader(volume, await store.OpenAsync(volume.Name, ct)), end);

    /// <summary>The path that the index begins with.</summary>
    /// <exception cref="Tarn.Format.CorruptArchiveException">The directory cannot be read.</exception>
    public async Task<UnixPath> FirstPathAsync(CancellationToken ct) => (await DirectoryAsync(ct))[0].First;

    /// <summary>Where the pieces begin that can hold entries that are wanted.</summary>
    /// <exception cref="Tarn.Format.CorruptArchiveException">The directory cannot be read.</exception>
    public async Task<IReadOnlyList<long>> PiecesAsync(PathSelection wanted, CancellationToken ct)
    {
        var pieces = await DirectoryAsync(ct);
        var found = new List<long>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var next = i + 1 < pieces.Count ? pieces[i + 1].First : (UnixPath?)null;
            if (wanted.HasPartIn(pieces[i].First, next))
            {
                found.Add(pieces[i].Offset);
            }
        }
        return found;
    }

    /// <summary>The entries of the piece that begins at <paramref name="offset"/>.</summary>
    /// <exception cref="Tarn.Format.CorruptArchiveException">The piece cannot be read.</exception>
    public async Task<IReadOnlyList<IndexEntry>> EntriesAsync(long offset, CancellationToken ct)
    {
        var (payload, _, _) = await reader.ReadHiddenAsync(
            offset,
            SegmentKind.Index,
            Limits.MaxIndexPiece,
            ct
        );
        var defect = _pieces.ReadEntries(payload, out var entries);
        return defect == Defect.None ? entries : throw reader.Corrupt(offset, defect);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _pieces.Dispose();
        return reader.DisposeAsync();
    }

    private async Task<IReadOnlyList<(long Offset, int Lines, UnixPath First)>> DirectoryAsync(
        CancellationToken ct
    )
    {
        var (payload, _, _) = await reader.ReadHiddenAsync(
            end.DirectoryOffset,
            SegmentKind.Index,
            Limits.MaxIndexDirectory,
            ct
        );
        var defect = _pieces.ReadDirectory(payload, out var pieces);
        if (defect == Defect.None && pieces.Count == 0)
        {
            defect = Defect.BadField;
        }
        return defect == Defect.None ? pieces : throw reader.Corrupt(end.DirectoryOffset, defect);
    }
}
