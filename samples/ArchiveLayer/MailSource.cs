using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Sources;

namespace ArchiveLayer;

/// <summary>Mails in memory as the source of a backup.</summary>
/// <param name="mails">Contents by path, in the order of their paths' bytes.</param>
internal sealed class MailSource(IReadOnlyDictionary<string, byte[]> mails) : IEntrySource
{
    private static readonly Metadata Metadata = new(
        Mode: 0x180, // rw-------
        UserId: 1000,
        GroupId: 1000,
        ByteString.FromText("mail"),
        ByteString.FromText("mail"),
        new UnixTime(1_700_000_000, 0)
    );

    public IEnumerable<SourceItem> Read()
    {
        foreach (var (name, content) in mails)
        {
            var entry = new Entry.File(UnixPath.FromText(name), Metadata, content.Length);
            yield return new SourceItem.Found(entry, Identity: default, new MailContent(content));
        }
    }

    /// <summary>The bytes of one mail.</summary>
    private sealed class MailContent(byte[] content) : IEntryContent
    {
        private int _position;

        public OpenedFile Open(Entry.File entry)
        {
            _position = 0;
            return new OpenedFile(entry);
        }

        public int Read(Span<byte> buffer)
        {
            var part = content.AsSpan(_position);
            part = part[..Math.Min(part.Length, buffer.Length)];
            part.CopyTo(buffer);
            _position += part.Length;
            return part.Length;
        }

        public bool HasChanged() => false;

        public void Dispose() { }
    }
}
