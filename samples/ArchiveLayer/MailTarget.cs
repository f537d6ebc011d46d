using System.Collections.Concurrent;
using Tarn.Format.Model;
using Tarn.Targets;

namespace ArchiveLayer;

/// <summary>Receives restored mails in memory.</summary>
internal sealed class MailTarget : IRestoreTarget
{
    private readonly ConcurrentDictionary<string, byte[]> _mails = new(StringComparer.Ordinal);

    /// <summary>Contents by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Mails => _mails;

    public void EnterDirectory(Entry.Directory directory) { }

    public void LeaveDirectory(Entry.Directory directory) { }

    public bool Keeps(Entry.File file) => false;

    public bool Has(Entry entry) => false;

    public IStagedFile Stage(Entry.File file) => new StagedMail(_mails, file.Path.ToString());

    public bool Make(Entry entry) => throw new TargetException($"'{entry.Path}' is not a mail");

    /// <summary>A mail that appears when its content has been checked.</summary>
    private sealed class StagedMail(ConcurrentDictionary<string, byte[]> mails, string name) : IStagedFile
    {
        private readonly MemoryStream _content = new();

        public void Write(ReadOnlySpan<byte> bytes) => _content.Write(bytes);

        public bool Publish() => mails.TryAdd(name, _content.ToArray());

        public void Dispose() => _content.Dispose();
    }
}
