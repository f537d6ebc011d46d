using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;
using Tarn.Linux.Spill;

namespace Tarn.Linux.Scan;

/// <summary>
/// The way from where a scan began down to where it is: which directories, and which of their names are still to come.
/// However deep it goes, few directories are open, and few names in memory. Not thread-safe.
/// </summary>
internal sealed class Descent : IDisposable
{
    /// <summary>
    /// Directories on the way that stay open, besides the first: deeper trees are rare. A closed one is found again
    /// from the directory in it that the scan comes back from.
    /// </summary>
    private const int KeptOpen = 16;

    /// <summary>
    /// Most directories open, those included that contents hold on to, before further contents do without: beside
    /// the runtime, the store, and files being read that leaves room below 256 descriptors.
    /// </summary>
    private const int MostOpen = 64;

    private readonly DirectoryReader _reader;
    private readonly SpillStack _names;
    private readonly OpenCount _open = new();
    private readonly List<VisitedDirectory> _way = [];
    private byte[] _path = [];
    private int _nameLength;

    /// <summary>Nowhere yet.</summary>
    internal Descent(ScanMemory memory)
    {
        _names = new SpillStack(memory.Names);
        _reader = new DirectoryReader(memory.Sorting);
    }

    /// <summary>Whether the scan has come back to where it began, and is done.</summary>
    internal bool IsDone => _way.Count == 0;

    /// <summary>The directory whose names are being visited.</summary>
    internal SafeFileHandle Directory => Here.Handle;

    /// <summary>The name the visit is at.</summary>
    internal ReadOnlySpan<byte> Name => _path.AsSpan(NameBegin, _nameLength);

    /// <summary>The path of the name the visit is at.</summary>
    internal UnixPath Path => new(_path.AsSpan(0, NameBegin + _nameLength));

    private VisitedDirectory Deepest => _way[^1];

    private SharedDirectory Here =>
        Deepest.Directory ?? throw new UnreachableException("Where the visit is, the directory is open.");

    private int NameBegin => BeginBehind(Deepest.PathLength);

    /// <summary>Goes to the next name in the directory, unless there is none.</summary>
    internal bool MoveNext()
    {
        if (_names.Length == Deepest.NamesBelow)
        {
            return false;
        }
        var name = _names.Pop();
        var begin = NameBegin;
        if (_path.Length < begin + name.Length)
        {
            Array.Resize(ref _path, Math.Max(2 * _path.Length, begin + name.Length));
        }
        if (begin > 0)
        {
            _path[begin - 1] = (byte)'/';
        }
        name.CopyTo(_path.AsSpan(begin));
        _nameLength = name.Length;
        return true;
    }

    /// <summary>
    /// Goes on in a directory: the one the visit is at, or the first. An errno if its names cannot be read, all or in
    /// part.
    /// </summary>
    /// <param name="directory">Its handle, open for reading; owned.</param>
    /// <param name="path">Its path.</param>
    internal int Enter(SafeFileHandle directory, UnixPath path)
    {
        Push(directory, path);
        return _reader.ReadNames(directory, _names);
    }

    /// <summary>The same for a directory of which only one name is to be visited.</summary>
    internal void Enter(SafeFileHandle directory, UnixPath path, ReadOnlySpan<byte> name)
    {
        Push(directory, path);
        _names.Push(name);
    }

    /// <summary>
    /// Goes back up to the nearest directory that can be found again; those on the way there that had more names to
    /// visit are told.
    /// </summary>
    internal IEnumerable<(UnixPath Path, int Errno)> Leave()
    {
        var below = Here;
        var lost = new List<(UnixPath, int)>();
        _way.RemoveAt(_way.Count - 1);
        while (_way.Count > 0 && Deepest.Directory is null && Reopen(below) is not 0 and var errno)
        {
            if (_names.Length > Deepest.NamesBelow)
            {
                _names.CutTo(Deepest.NamesBelow);
                lost.Add((new UnixPath(_path.AsSpan(0, Deepest.PathLength)), errno));
            }
            _way.RemoveAt(_way.Count - 1);
        }
        below.Release();
        return lost;
    }

    /// <summary>The way to the bytes of the file the visit is at.</summary>
    internal FileContent ContentOf(Entry.File file, FileIdentity identity)
    {
        var from = _open.Value <= MostOpen ? Deepest : _way[0];
        return new FileContent(from.Directory!, BeginBehind(from.PathLength), file, identity);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var directory in _way)
        {
            directory.Directory?.Release();
        }
        _names.Dispose();
        _reader.Dispose();
    }

    /// <summary>Where a name begins in the path to it, behind the path of its directory.</summary>
    private static int BeginBehind(int pathLength) => pathLength == 0 ? 0 : pathLength + 1;

    private void Push(SafeFileHandle handle, UnixPath path)
    {
        if (_way.Count == 0)
        {
            _path = path.Span.ToArray();
        }
        _way.Add(new VisitedDirectory(new SharedDirectory(handle, _open), path.Length, _names.Length));
        // The first stays open: from there everything can be found again.
        if (_way.Count > KeptOpen + 1)
        {
            _way[^(KeptOpen + 1)].Close();
        }
    }

    /// <summary>
    /// Finds the deepest directory again: above the one that the visit comes back from, or, should that have been moved
    /// elsewhere, by its path.
    /// </summary>
    private int Reopen(SharedDirectory below)
    {
        var flags = OpenFlags.Path | OpenFlags.Directory;
        var above = FileCalls.Open(below.Handle, ".."u8, flags, 0, out var errno);
        if (errno == 0 && TryTake(above!))
        {
            return 0;
        }
        var first = _way[0];
        var begin = BeginBehind(first.PathLength);
        var path = _path.AsSpan(begin, Deepest.PathLength - begin);
        var found = new Beneath(first.Directory!.Handle).Open(path, OpenFlags.Path, out errno);
        if (errno != 0)
        {
            return errno;
        }
        return TryTake(found!) ? 0 : Errno.ESTALE;
    }

    private bool TryTake(SafeFileHandle handle)
    {
        var candidate = new SharedDirectory(handle, _open);
        if (Deepest.TryReopen(candidate))
        {
            return true;
        }
        candidate.Release();
        return false;
    }
}
