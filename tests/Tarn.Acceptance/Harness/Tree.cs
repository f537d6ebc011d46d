namespace Tarn.Acceptance.Harness;

/// <summary>
/// Makes a tree of files. Paths are relative to its root, each character one byte. Owners, modes and times are set when
/// it is finished, so that nothing made later changes them; what is not told is the same in every run.
/// </summary>
internal sealed class Tree
{
    private readonly SortedDictionary<string, Attributes> _attributes = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Name, byte[] Value)> _extended = [];
    private readonly Noise _noise = new(1);

    internal Tree(string root)
    {
        Root = root;
        Posix.MakeDirectory(root);
        Remember("", "755");
    }

    internal string Root { get; }

    internal Tree Directory(string path, string mode = "755")
    {
        Posix.MakeDirectory(At(path));
        return Remember(path, mode);
    }

    internal Tree File(string path, ReadOnlySpan<byte> content = default, string mode = "644")
    {
        using (var file = Posix.Create(At(path)))
        {
            file.Write(content);
        }
        return Remember(path, mode);
    }

    internal Tree Symlink(string path, string target)
    {
        Posix.MakeSymlink(At(path), target);
        return Remember(path, mode: null);
    }

    internal Tree HardLink(string path, string existing)
    {
        Posix.MakeHardLink(At(path), At(existing));
        return this;
    }

    internal Tree Fifo(string path)
    {
        Posix.MakeFifo(At(path));
        return Remember(path, "600");
    }

    internal Tree Device(string path, bool isBlock, uint major, uint minor)
    {
        Posix.MakeDevice(At(path), isBlock, major, minor);
        return Remember(path, "640");
    }

    /// <summary>A file with data at some places only.</summary>
    internal Tree SparseFile(string path, long size, params (long Offset, byte[] Data)[] runs)
    {
        using (var file = Posix.Create(At(path)))
        {
            foreach (var (offset, data) in runs)
            {
                file.Position = offset;
                file.Write(data);
            }
            file.SetLength(size);
        }
        return Remember(path, "644");
    }

    /// <summary>Gives an attribute to what was made, when the tree is finished: after the owner.</summary>
    internal Tree Attribute(string path, string name, byte[] value)
    {
        _extended.Add((path, name, value));
        return this;
    }

    /// <summary>Gives what was made an owner, if we may.</summary>
    internal Tree Owner(string path, uint user, uint group)
    {
        _attributes[path] = _attributes[path] with { Owner = Posix.IsRoot ? (user, group) : null };
        return this;
    }

    internal Tree Time(string path, long seconds, int nanoseconds)
    {
        _attributes[path] = _attributes[path] with { Seconds = seconds, Nanoseconds = nanoseconds };
        return this;
    }

    /// <summary>A path that is that many bytes long in an archive, its last component at most 100 of them.</summary>
    internal string PathOfLength(int length, char fill)
    {
        var left = length - Root.Length; // The archive leaves out the first slash, and has one behind the root.
        var components = new List<string>();
        for (var size = Math.Min(100, left); left > 0; size = Math.Min(200, left))
        {
            components.Add(new string(fill, size));
            left -= size + 1;
            if (left == 0)
            {
                throw new ArgumentException("That length leaves an empty component.", nameof(length));
            }
        }
        components.Reverse();
        return string.Join('/', components);
    }

    /// <summary>A file, and the directories it is in.</summary>
    internal Tree FileWithParents(string path, ReadOnlySpan<byte> content)
    {
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (!_attributes.ContainsKey(path[..slash]))
            {
                Directory(path[..slash]);
            }
        }
        return File(path, content);
    }

    /// <summary>Sets all that was told, children before their parents.</summary>
    internal void Finish()
    {
        foreach (var (path, attributes) in _attributes.Reverse())
        {
            if (attributes.Owner is { } owner)
            {
                Posix.SetOwner(At(path), owner.User, owner.Group);
            }
            if (attributes.Mode is { } mode)
            {
                Posix.SetMode(At(path), Convert.ToUInt32(mode, 8));
            }
            foreach (var (_, name, value) in _extended.FindAll(each => each.Path == path))
            {
                Posix.SetAttribute(At(path), name, value);
            }
            Posix.SetTime(At(path), attributes.Seconds, attributes.Nanoseconds);
        }
    }

    private string At(string path) => path.Length == 0 ? Root : $"{Root}/{path}";

    private Tree Remember(string path, string? mode)
    {
        _attributes.Add(
            path,
            new Attributes(mode, null, 1_500_000_000 + _noise.Below(200_000_000), _noise.Below(1_000_000_000))
        );
        return this;
    }

    private sealed record Attributes(
        string? Mode,
        (uint User, uint Group)? Owner,
        long Seconds,
        int Nanoseconds
    );
}
