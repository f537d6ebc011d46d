using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Results;
using Tarn.Sources;

namespace Tarn.Pipeline;

/// <summary>
/// Cuts the tar stream of an entry longer than a segment into parts, reading it front to back: a large file, or
/// anything with a very long name.
/// </summary>
internal static class LargeEntry
{
    /// <summary>
    /// The parts of <paramref name="item"/>, read while they are taken; one part that only reports if it cannot be
    /// opened. Each belongs to its receiver; the content is disposed after the last.
    /// </summary>
    public static IEnumerable<BackupWork> Cut(SourceItem.Found item, ArchiveParameters archive)
    {
        using (item.Content)
        {
            if (TryOpen(item, out var entry, out var loss) is { } problem)
            {
                yield return new LostItem(problem, item);
                yield break;
            }
            if (loss is not null)
            {
                yield return new LostItem(Unreadable(item, loss));
            }
            using var reading = new Reading(item with { Entry = entry }, archive);
            do
            {
                yield return reading.Next();
            } while (!reading.IsComplete);
        }
    }

    private static Problem? TryOpen(SourceItem.Found item, out Entry entry, out string? loss)
    {
        (entry, loss) = (item.Entry, item.Loss);
        try
        {
            (entry, loss) = item.Open();
            TarEncoder.Check(entry);
            return null;
        }
        catch (SourceException failure)
        {
            return Unreadable(item, failure.Message);
        }
        catch (ArgumentException failure)
        {
            return Unreadable(item, failure.Message);
        }
    }

    private static Problem Unreadable(SourceItem.Found item, string message) =>
        new(ProblemKind.Unreadable, item.Entry.Path, message);

    /// <summary>The state of reading one entry.</summary>
    private sealed class Reading : IDisposable
    {
        private readonly SourceItem.Found _item;
        private readonly Entry _stored;
        private readonly ContentHasher _hasher;
        private readonly int _segmentSize;
        private readonly PooledBuffer _headers = new();
        private readonly int _mapBegin;
        private readonly long _tarLength;
        private long _tarDone;
        private long _contentLeft;
        private bool _isShort;
        private Problem? _problem;

        public Reading(SourceItem.Found item, ArchiveParameters archive)
        {
            _item = item;
            _stored = item.Entry.WithoutAttributes();
            _hasher = new ContentHasher(item.Content is null ? HashAlgorithm.None : archive.Hash);
            _segmentSize = archive.SegmentSize;
            TarEncoder.WriteHeaders(item.Entry, _headers);
            _mapBegin = _headers.Length;
            TarEncoder.WriteMap(item.Entry, _headers);
            _hasher.Append(_headers.Memory.Span[_mapBegin..]);
            _contentLeft = item.Entry.DataLength;
            _tarLength = _headers.Length + TarBlock.PaddedLength(_contentLeft);
        }

        public bool IsComplete => _tarDone == _tarLength;

        public EntryPart Next()
        {
            var visible = new PooledBuffer();
            var length = (int)Math.Min(_segmentSize, _tarLength - _tarDone);
            var bytes = visible.GetSpan(length)[..length];
            var isFirst = _tarDone == 0;
            FillHeaders(ref bytes);
            FillContent(ref bytes);
            bytes.Clear();
            visible.Advance(length);
            _tarDone += length;
            return new EntryPart(visible)
            {
                Entry = _stored,
                Extent = isFirst ? DescribeExtent() : null,
                Stored = IsComplete ? Finish() : null,
                Problem = IsComplete ? _problem : null,
            };
        }

        public void Dispose()
        {
            _hasher.Dispose();
            _headers.Dispose();
        }

        private EntryExtent DescribeExtent() =>
            new(
                Entries: 1,
                _tarLength,
                _item.Entry.DataLength,
                EntryExtent.MaxIndexLength(_item.Entry),
                _headers.Memory[.._mapBegin].ToArray()
            )
            {
                Map = _headers.Memory[_mapBegin..].ToArray(),
            };

        /// <summary>The map comes right behind the headers.</summary>
        private void FillHeaders(ref Span<byte> bytes)
        {
            if (_tarDone < _headers.Length)
            {
                var part = _headers.Memory.Span[(int)_tarDone..];
                part = part[..Math.Min(part.Length, bytes.Length)];
                part.CopyTo(bytes);
                bytes = bytes[part.Length..];
            }
        }

        private void FillContent(ref Span<byte> bytes)
        {
            var part = bytes[..(int)Math.Min(bytes.Length, _contentLeft)];
            if (part.IsEmpty)
            {
                return;
            }
            if (_isShort || _item.Content is null)
            {
                part.Clear();
            }
            else
            {
                ReadContent(part);
            }
            _hasher.Append(part);
            _contentLeft -= part.Length;
            bytes = bytes[part.Length..];
        }

        private void ReadContent(Span<byte> part)
        {
            try
            {
                ContentCopy.Fill(_item.Content!, part, out var filled);
                _isShort = filled < part.Length;
            }
            catch (SourceException failure)
            {
                // The headers are out already: the rest of the file must be something.
                _isShort = true;
                _problem = new Problem(
                    ProblemKind.Unreadable,
                    _item.Entry.Path,
                    $"{failure.Message}; zeros stand for the rest of the file"
                );
            }
        }

        private StoredEntry Finish()
        {
            var flags = EntryFlags.None;
            if (_item.Content is { } content)
            {
                flags = ContentCopy.Judge(content, _item.Entry.Path, _isShort, out var change);
                _problem ??= change;
            }
            return new StoredEntry(_stored, _item.Identity, _hasher.Finish(), flags, OffsetInExtent: 0);
        }
    }
}
