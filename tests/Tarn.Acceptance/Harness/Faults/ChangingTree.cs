using System.IO.MemoryMappedFiles;
using System.Net.Sockets;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Xunit;

namespace Tarn.Acceptance.Harness.Faults;

/// <summary>A real tree that is changed at random, each file at most once, and what each file was like before and after.</summary>
internal sealed class ChangingTree
{
    private const int Directories = 12;
    private const int FilesInEach = 20;
    private const int Changes = 40;
    private const int LargeSize = 2_000_000;

    private readonly Noise _noise;
    private readonly List<string> _untouched = [];
    private readonly Dictionary<string, byte[]> _before = [];
    private readonly Dictionary<string, byte[]?> _after = [];
    private readonly HashSet<string> _swapped = [];
    private readonly long _size;

    internal ChangingTree(string root, ulong seed)
    {
        Root = root;
        _noise = new Noise(seed);
        for (var directory = 0; directory < Directories; directory++)
        {
            Directory.CreateDirectory($"{root}/{directory:D2}");
            for (var file = 0; file < FilesInEach; file++)
            {
                var path = $"{root}/{directory:D2}/{file:D2}";
                var content = _noise.Bytes(file == 7 ? LargeSize : 1 + _noise.Below(100_000));
                File.WriteAllBytes(path, content);
                _before[path] = content;
                _untouched.Add(path);
                _size += content.Length;
            }
        }
    }

    internal string Root { get; }

    /// <summary>
    /// Changes something each time some more has been stored: a file that the program has open, or one in a directory
    /// that it has, so that it looks at it before or reads it afterwards.
    /// </summary>
    internal void ChangeWhile(RunningTool program, Func<long> stored)
    {
        for (var change = 0; change < Changes && !program.HasExited; )
        {
            if (stored() < _size * change / Changes)
            {
                Thread.Yield();
                continue;
            }
            if (!program.TryPause())
            {
                return;
            }
            if (Choose([.. program.OpenPaths]) is { } path)
            {
                _untouched.Remove(path);
                Kinds[change % Kinds.Length](path, _before[path]);
            }
            program.Resume();
            change++;
        }
    }

    private string? Choose(HashSet<string> open)
    {
        var candidates = _untouched.FindAll(open.Contains);
        if (candidates.Count == 0)
        {
            candidates = _untouched.FindAll(path => open.Contains(Path.GetDirectoryName(path)!));
        }
        return candidates.Count == 0 ? null : candidates[_noise.Below(candidates.Count)];
    }

    /// <summary>Fails if anything is stored that never was, and not flagged; or missing, and not told of.</summary>
    internal void AssertStored(
        IEnumerable<(string Path, IndexEntry Entry)> index,
        IReadOnlyList<ToldProblem> told,
        string into
    )
    {
        var entries = index.ToDictionary(entry => entry.Path, entry => entry.Entry);
        var troubled = told.ToLookup(problem => problem.Path, problem => problem.Kind);
        foreach (var (path, before) in _before)
        {
            var isTouched = _after.TryGetValue(path, out var after);
            Assert.True(isTouched || !troubled.Contains(path), $"{path}: nothing happened to it");
            if (entries.GetValueOrDefault(path) is not { } entry)
            {
                // Nothing can be told of a name that was gone before its directory was read.
                var isGone = (isTouched && after is null) || _swapped.Contains(Path.GetDirectoryName(path)!);
                Assert.True(isGone || troubled.Contains(path), $"{path}: missing, and nothing told of it");
                continue;
            }
            if (entry.Flags != EntryFlags.None)
            {
                Assert.Contains("changed", troubled[path]);
                continue;
            }
            Assert.False(troubled.Contains(path), $"{path}: told of, but not flagged");
            if (entry.Entry is Entry.File)
            {
                var content = File.ReadAllBytes(into + path);
                Assert.True(
                    IsSame(content, before) || IsSame(content, after),
                    $"{path}: never was like that"
                );
            }
        }
    }

    private static bool IsSame(byte[] content, byte[]? state) =>
        state is not null && content.AsSpan().SequenceEqual(state);

    private Action<string, byte[]>[] Kinds =>
        [
            Append,
            Shorten,
            Empty,
            Overwrite,
            OverwriteSecretly,
            Map,
            Remove,
            ReplaceByFile,
            ReplaceByDirectory,
            ReplaceByLink,
            ReplaceByPipe,
            ReplaceBySocket,
            SwapDirectory,
        ];

    private void Append(string path, byte[] before)
    {
        var more = _noise.Bytes(1000);
        _after[path] = [.. before, .. more];
        using var file = new FileStream(path, FileMode.Append);
        file.Write(more);
    }

    private void Shorten(string path, byte[] before) => Cut(path, before, _noise.Below(before.Length));

    private void Empty(string path, byte[] before) => Cut(path, before, 0);

    private void Cut(string path, byte[] before, int length)
    {
        _after[path] = before[..length];
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(length);
    }

    private void Overwrite(string path, byte[] before)
    {
        var after = _noise.Bytes(before.Length);
        _after[path] = after;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(after);
    }

    private void OverwriteSecretly(string path, byte[] before)
    {
        var status = Posix.StatusOf(path);
        Overwrite(path, before);
        Posix.SetTime(path, status.Seconds, (int)status.Nanoseconds);
    }

    /// <summary>One byte through memory, which changes the time like any other write if it is the first.</summary>
    private void Map(string path, byte[] before)
    {
        var at = _noise.Below(before.Length);
        var value = (byte)(before[at] ^ 0xFF);
        _after[path] = [.. before[..at], value, .. before[(at + 1)..]];
        using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
        using var view = map.CreateViewAccessor(0, before.Length);
        view.Write(at, value);
    }

    private void Remove(string path, byte[] before)
    {
        _after[path] = null;
        File.Delete(path);
    }

    private void ReplaceByFile(string path, byte[] before)
    {
        var after = _noise.Bytes(before.Length);
        _after[path] = after;
        File.WriteAllBytes($"{path}.new", after);
        File.Move($"{path}.new", path, overwrite: true);
    }

    private void ReplaceByDirectory(string path, byte[] before)
    {
        Remove(path, before);
        Directory.CreateDirectory(path);
        File.WriteAllBytes($"{path}/new", before);
    }

    private void ReplaceByLink(string path, byte[] before)
    {
        Remove(path, before);
        Posix.MakeSymlink(path, "/etc/hostname");
    }

    private void ReplaceByPipe(string path, byte[] before)
    {
        Remove(path, before);
        Posix.MakeFifo(path);
    }

    private void ReplaceBySocket(string path, byte[] before)
    {
        Remove(path, before);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
    }

    /// <summary>The directory gives way to a link to it; what is in it may be found or not.</summary>
    private void SwapDirectory(string path, byte[] before)
    {
        var directory = Path.GetDirectoryName(path)!;
        _swapped.Add(directory);
        _untouched.RemoveAll(file => file.StartsWith($"{directory}/", StringComparison.Ordinal));
        Directory.Move(directory, $"{directory}-moved");
        Posix.MakeSymlink(directory, $"{directory}-moved");
    }
}
