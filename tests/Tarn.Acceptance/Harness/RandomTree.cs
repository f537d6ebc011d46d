namespace Tarn.Acceptance.Harness;

/// <summary>Trees that a seed makes: a few dozen entries of every kind that every reader restores.</summary>
internal sealed class RandomTree
{
    private const string Letters = "aZ09._-+~ %=&!'\"\\*?[]{}$;\t\n";
    private static readonly int[] Sizes = [0, 1, 511, 512, 513, 4_095, 4_096, 10_000, 70_000];
    private static readonly string[] Modes = ["0", "400", "644", "755", "1777", "2755", "4711", "6755"];

    private readonly Noise _noise;
    private readonly Tree _tree;
    private readonly List<string> _directories = [""];
    private readonly List<string> _files = [];
    private readonly HashSet<string> _taken = [""];

    private RandomTree(string root, int seed)
    {
        _noise = new Noise((ulong)seed + 1_000);
        _tree = new Tree(root);
    }

    /// <summary>Makes one.</summary>
    /// <param name="root">Where.</param>
    /// <param name="seed">The same makes the same.</param>
    internal static Tree Make(string root, int seed)
    {
        var random = new RandomTree(root, seed);
        for (var count = 10 + random._noise.Below(30); count > 0; count--)
        {
            random.AddOne();
        }
        random._tree.Finish();
        return random._tree;
    }

    private void AddOne()
    {
        var path = NewPath();
        if (path.Length > 900 || !_taken.Add(path))
        {
            return;
        }
        switch (_noise.Below(10))
        {
            case 0 or 1:
                _tree.Directory(path, "755");
                _directories.Add(path);
                break;
            case 2:
                _tree.Symlink(path, _noise.Below(2) == 0 ? NewPath().Replace('\n', 'n') : NewName());
                return;
            case 3 when _files.Count > 0:
                _tree.HardLink(path, _files[_noise.Below(_files.Count)]);
                return;
            case 4:
                _tree.Fifo(path);
                break;
            default:
                var size = Sizes[_noise.Below(Sizes.Length)];
                _tree.File(path, _noise.Below(2) == 0 ? _noise.Text(size) : _noise.Bytes(size), Mode());
                _files.Add(path);
                break;
        }
        _tree.Owner(path, (uint)_noise.Below(70_000), (uint)_noise.Below(3_000_000));
    }

    private string Mode() => Modes[_noise.Below(Modes.Length)];

    private string NewPath()
    {
        var directory = _directories[_noise.Below(_directories.Count)];
        return directory.Length == 0 ? NewName() : $"{directory}/{NewName()}";
    }

    private string NewName()
    {
        var length = _noise.Below(8) == 0 ? 100 + _noise.Below(150) : 1 + _noise.Below(12);
        var name = new char[length];
        for (var i = 0; i < length; i++)
        {
            name[i] =
                _noise.Below(4) == 0
                    ? (char)(128 + _noise.Below(128))
                    : Letters[_noise.Below(Letters.Length)];
        }
        var text = new string(name);
        return text is "." or ".." ? "x" : text;
    }
}
