using Tarn.Format.Model;
using Tarn.Targets;

namespace Tarn.Fuzz.Targets;

/// <summary>Takes everything, keeps nothing, and holds files to their sizes.</summary>
internal sealed class CountingTarget : IRestoreTarget
{
    public void EnterDirectory(Entry.Directory directory) { }

    public void LeaveDirectory(Entry.Directory directory) { }

    public bool Keeps(Entry.File file) => false;

    public bool Has(Entry entry) => true;

    public IStagedFile Stage(Entry.File file) => new Counter(file.Size);

    public bool Make(Entry entry) => true;

    private sealed class Counter(long size) : IStagedFile
    {
        private long _length;

        public void Write(ReadOnlySpan<byte> bytes) => _length += bytes.Length;

        public void LeaveHole(long length) => _length += length;

        public bool Publish()
        {
            Promise.That(_length == size, "a file that is published has its size");
            return true;
        }

        public void Dispose() { }
    }
}
