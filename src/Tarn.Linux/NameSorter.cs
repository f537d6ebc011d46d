using Tarn.Linux.Spill;

namespace Tarn.Linux;

/// <summary>
/// Sorts the names of one directory, however many: those that memory does not hold become sorted runs in a temporary
/// file, which are merged at last. Not thread-safe.
/// </summary>
/// <param name="memoryLimit">Bytes of names sorted at once, and then of the buffers of all runs.</param>
internal sealed class NameSorter(int memoryLimit) : IDisposable
{
    /// <summary>
    /// Bytes of names sorted at once, unless a test wants fewer: some 100,000 names. Two or three such lists are in
    /// memory while a run is written.
    /// </summary>
    internal const int DefaultMemory = 4 << 20;

    /// <summary>Smallest buffer of a run, bytes: more than the longest name.</summary>
    private const int MinBuffer = 1 << 10;

    private readonly NameList _names = new();
    private readonly List<NameRun> _runs = [];
    private SpillStream? _file;

    /// <summary>Adds a name, in any order.</summary>
    internal void Add(ReadOnlySpan<byte> name)
    {
        _names.Add(name);
        if (_names.Length >= memoryLimit)
        {
            FinishRun();
        }
    }

    /// <summary>Puts all names onto <paramref name="stack"/>, so that the first of them comes to lie on top.</summary>
    internal void MoveTo(SpillStack stack)
    {
        if (_runs.Count == 0)
        {
            _names.Sort();
            for (var index = _names.Count - 1; index >= 0; index--)
            {
                stack.Push(_names[index]);
            }
            _names.Clear();
            return;
        }
        FinishRun();
        Merge(stack);
        _runs.Clear();
        _file!.Dispose();
        _file = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void FinishRun()
    {
        if (_names.Count > 0)
        {
            _names.Sort();
            _runs.Add(NameRun.Write(_names, _file ??= new SpillStream(0)));
            _names.Clear();
        }
    }

    private void Merge(SpillStack stack)
    {
        var buffer = Math.Max(MinBuffer, memoryLimit / _runs.Count);
        var lastFirst = Comparer<NameRun>.Create((a, b) => b.Current.SequenceCompareTo(a.Current));
        var runs = new PriorityQueue<NameRun, NameRun>(lastFirst);
        foreach (var run in _runs)
        {
            run.MoveNext(buffer);
            runs.Enqueue(run, run);
        }
        while (runs.TryDequeue(out var run, out _))
        {
            stack.Push(run.Current);
            if (run.MoveNext(buffer))
            {
                runs.Enqueue(run, run);
            }
        }
    }
}
