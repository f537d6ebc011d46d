using System.Runtime.CompilerServices;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Volumes;

namespace Tarn.Scanning;

/// <summary>
/// Everything that is known of an archive's entries, from the lines of its index and from its segments, whatever of both is
/// lost. Not thread-safe.
/// </summary>
/// <param name="archive">The archive.</param>
internal sealed class Survey(FoundArchive archive)
{
    private readonly PieceWalk _walk = new(archive);
    private VolumeEnd? _end;
    private long _entries;
    private long _entriesBehindEnd;

    /// <summary>What the volumes' starts and ends say; known once the entries were read.</summary>
    public PieceWalk Walk => _walk;

    /// <summary>
    /// Entries of which nobody knows even the names, as far as a volume's end tells how many there were; known once the
    /// entries were read.
    /// </summary>
    public long UnknownEntries =>
        Math.Max(0, (_walk.End?.TotalEntries ?? 0) - (_entries - _entriesBehindEnd));

    /// <summary>The entries, in the order of the archive.</summary>
    public async IAsyncEnumerable<SurveyedEntry> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var lines = new IndexWalk(archive).ReadAsync(ct).GetAsyncEnumerator(ct);
        await using var pieces = _walk.ReadAsync(ct).GetAsyncEnumerator(ct);
        await using var headers = new HeaderReader(archive);
        var hasLine = await lines.MoveNextAsync();
        var hasPieces = await pieces.MoveNextAsync();
        while (hasLine || hasPieces)
        {
            if (hasLine && (!hasPieces || lines.Current.Entry.Location.Sequence < pieces.Current.Sequence))
            {
                yield return Counted(Lost(lines.Current.Entry));
                hasLine = await lines.MoveNextAsync();
                continue;
            }
            var group = new List<IndexEntry>();
            var mayLackLines = !hasLine || lines.Current.IsAfterGap;
            while (hasLine && lines.Current.Entry.Location.Sequence == pieces.Current.Sequence)
            {
                group.Add(lines.Current.Entry);
                hasLine = await lines.MoveNextAsync();
                mayLackLines |= !hasLine || lines.Current.IsAfterGap;
            }
            var isComplete = group.Count > 0 && !(pieces.Current.MayBeGroup && mayLackLines);
            var read = isComplete ? [] : await headers.ReadAsync(pieces.Current, ct);
            foreach (var entry in Merge(pieces.Current, group, read))
            {
                yield return Counted(entry);
            }
            hasPieces = await pieces.MoveNextAsync();
        }
    }

    private SurveyedEntry Counted(SurveyedEntry entry)
    {
        if (_end != _walk.End)
        {
            (_end, _entriesBehindEnd) = (_walk.End, 0);
        }
        _entries++;
        _entriesBehindEnd += entry.Entry.Location.Sequence > _walk.EndSequence ? 1 : 0;
        return entry;
    }

    private static SurveyedEntry Lost(IndexEntry line) =>
        new(line with { Location = line.Location with { Volume = 0, Offset = 0 } }, Pieces: null)
        {
            Volume = line.Location.Volume,
            StoredOffset = line.Location.Offset,
        };

    private SortedDictionary<long, SurveyedEntry>.ValueCollection Merge(
        EntryPieces pieces,
        List<IndexEntry> lines,
        IReadOnlyList<(Entry Entry, long TarOffset)> read
    )
    {
        var found = new SortedDictionary<long, SurveyedEntry>();
        foreach (var line in lines)
        {
            found[line.Location.TarOffset] = new SurveyedEntry(
                line with
                {
                    Location = pieces.LocationOf(line.Location.TarOffset),
                },
                pieces
            )
            {
                Volume = line.Location.Volume,
                StoredOffset = line.Location.Offset,
            };
        }
        foreach (var (entry, tarOffset) in read)
        {
            found.TryAdd(tarOffset, WithoutLine(pieces, entry, tarOffset));
        }
        if (found.Count == 0)
        {
            found.Add(pieces.TarOffset, WithoutLine(pieces, Unknown(pieces), pieces.TarOffset));
        }
        return found.Values;
    }

    private static SurveyedEntry WithoutLine(EntryPieces pieces, Entry entry, long tarOffset) =>
        new(new IndexEntry(entry, default, default, EntryFlags.None, pieces.LocationOf(tarOffset)), pieces)
        {
            Volume = pieces.First.Marker.Volume,
            StoredOffset = pieces.HasHead ? pieces.First.Offset : 0,
        };

    /// <summary>What has no name gets one that says where it came from.</summary>
    private Entry.File Unknown(EntryPieces pieces) =>
        new(archive.NameOf(pieces.Sequence), Metadata.Unknown, 0);
}
