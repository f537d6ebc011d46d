using Tarn.Format.Index;

namespace Tarn.Acceptance.Harness.Faults;

/// <summary>A file that changes once, at an exact moment of being read, and what must become of it.</summary>
internal sealed class ChangingFile
{
    private const int SmallSize = 20_000;
    private const int LargeSize = 700_000;

    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly FaultyNode _node;
    private long _changedAt;
    private bool _isChanged;
    private bool _isRead;

    private ChangingFile(FaultyFiles files, string what, int size, ulong seed)
    {
        Name = $"{what}-{(size == SmallSize ? "small" : "large")}";
        _before = new Noise(seed).Bytes(size);
        _after = new Noise(seed + 1000).Bytes(size);
        _node = files.File(Name, _before);
    }

    internal string Name { get; }

    /// <summary>What index and marker must say; none if the file cannot be stored at all.</summary>
    internal EntryFlags Flags { get; private init; }

    /// <summary>What must be stored.</summary>
    internal Func<byte[]> Expected { get; private set; } = () => [];

    /// <summary>Every change, of files of both sizes.</summary>
    internal static List<ChangingFile> MakeAll(FaultyFiles files)
    {
        var all = new List<ChangingFile>();
        foreach (var size in (int[])[SmallSize, LargeSize])
        {
            AddShrinking();
            AddGrowing();
            AddRewritten();
            AddReplaced();

            void AddShrinking()
            {
                Add("emptied-before-open", EntryFlags.Shrank, file => file.BeforeOpen(0, file.Shorten));
                Add(
                    "shortened-before-open",
                    EntryFlags.Shrank,
                    file => file.BeforeOpen(size / 3, file.Shorten)
                );
                Add("emptied-while-read", EntryFlags.Shrank, file => file.WhileRead(0, file.Shorten));
                Add(
                    "shortened-while-read",
                    EntryFlags.Shrank,
                    file => file.WhileRead(size * 3 / 4, file.Shorten)
                );
            }

            void AddGrowing()
            {
                Add("grown-before-open", EntryFlags.Grew, file => file.BeforeOpen(size, file.Lengthen));
                Add("grown-while-read", EntryFlags.Grew, file => file.WhileRead(size, file.Lengthen));
                Add("grown-after-read", EntryFlags.Grew, file => file.AfterRead(file.Lengthen));
            }

            void AddRewritten()
            {
                Add("rewritten-before-open", EntryFlags.Changed, file => file.BeforeOpen(0, file.Rewrite));
                Add("rewritten-while-read", EntryFlags.Changed, file => file.WhileRead(0, file.Rewrite));
                Add("time-set-back", EntryFlags.Changed, file => file.WhileRead(0, file.RewriteSecretly));
                Add("touched-after-read", EntryFlags.Changed, file => file.AfterRead(file.Touch));
                Add(
                    "gone-while-read",
                    EntryFlags.Changed,
                    file => file.WhileRead(0, _ => file.Remove(files))
                );
            }

            void AddReplaced()
            {
                Add("gone-before-open", EntryFlags.None, file => file.BeforeName(() => file.Remove(files)));
                foreach (var type in (char[])['-', 'd', 'l', 'p', 's'])
                {
                    Add(
                        $"replaced-by-{type}",
                        EntryFlags.None,
                        file => file.BeforeName(() => files.Add(file.Name, files.New(type)))
                    );
                }
            }

            void Add(string what, EntryFlags flags, Action<ChangingFile> prepare)
            {
                var file = new ChangingFile(files, what, size, (ulong)all.Count) { Flags = flags };
                prepare(file);
                all.Add(file);
            }
        }
        return all;
    }

    /// <summary>When the name is looked up again, to open it.</summary>
    private void BeforeName(Action change) =>
        _node.Fault = (call, count, _) =>
        {
            if (call == FileCall.Look && count == 2)
            {
                change();
            }
            return 0;
        };

    private void BeforeOpen(int length, Action<int> change) =>
        When((call, _) => call == FileCall.Open, () => change(length));

    /// <summary>In the middle, or before the only read of a small file.</summary>
    private void WhileRead(int length, Action<int> change)
    {
        var middle = _before.Length == SmallSize ? 0 : _before.Length / 2;
        When((call, offset) => call == FileCall.Read && offset >= middle, () => change(length));
    }

    private void AfterRead(Action<int> change) =>
        When((call, _) => call == FileCall.Stat && _isRead, () => change(_before.Length));

    private void When(Func<FileCall, long, bool> isMoment, Action change) =>
        _node.Fault = (call, _, offset) =>
        {
            if (!_isChanged && isMoment(call, offset))
            {
                _isChanged = true;
                _changedAt = call == FileCall.Stat ? _before.Length : offset;
                change();
            }
            _isRead |= call == FileCall.Read;
            return 0;
        };

    private void Shorten(int length)
    {
        _node.Write(_before[..length]);
        var kept = Math.Max((int)_changedAt, length);
        Expected = () => [.. _before[..kept], .. new byte[_before.Length - kept]];
    }

    private void Lengthen(int length)
    {
        _node.Write([.. _before[..length], .. _after]);
        Expected = () => _before;
    }

    private void Rewrite(int length)
    {
        _node.Write(_after);
        ExpectMixture();
    }

    private void RewriteSecretly(int length)
    {
        _node.WriteSecretly(_after);
        ExpectMixture();
    }

    private void Touch(int length)
    {
        _node.WriteSecretly(_before);
        Expected = () => _before;
    }

    private void Remove(FaultyFiles files)
    {
        files.Root.Children.Remove(Name);
        _node.Links = 0;
        _node.WriteSecretly(_before);
        Expected = () => _before;
    }

    private void ExpectMixture() =>
        Expected = () => [.. _before[..(int)_changedAt], .. _after[(int)_changedAt..]];
}
