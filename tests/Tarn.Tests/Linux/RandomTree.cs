using CsCheck;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Tests.Linux;

/// <summary>Trees of all kinds of entries with strange names and metadata, for properties.</summary>
internal static class RandomTree
{
    internal enum Kind
    {
        Directory,
        File,
        Symlink,
        HardLink,
        Fifo,
    }

    private static readonly byte[] Telling = "!-.0Aa~\n "u8.ToArray();

    /// <summary>Few letters, so that names share beginnings, and among them those around the slash.</summary>
    private static readonly Gen<byte> NameByte = Gen.OneOf(
        Gen.Int[0, Telling.Length - 1].Select(index => Telling[index]),
        Gen.Byte.Where(value => value is not (0 or (byte)'/'))
    );

    private static readonly Gen<byte[]> Name = NameByte
        .Array[1, 5]
        .Where(name => !name.AsSpan().SequenceEqual("."u8) && !name.AsSpan().SequenceEqual(".."u8));

    private static readonly Gen<UnixTime> Time = Gen.Select(
        Gen.Long[-2_000_000_000, 4_000_000_000],
        Gen.Int[0, 999_999_999],
        (seconds, nanoseconds) => new UnixTime(seconds, nanoseconds)
    );

    /// <summary>Steps to be taken one after the other; those whose name is taken already do nothing.</summary>
    internal static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Enum<Kind>(),
        Name,
        Gen.Int[0, 100],
        Gen.Byte.Array[0, 300],
        Gen.Int[0, Metadata.ModeMask],
        Time,
        Gen.UInt[0, 4_294_967_294],
        (kind, name, where, content, mode, time, owner) =>
            new Step(kind, name, where, content, mode, time, owner)
    ).Array[0, 40];

    internal static void Grow(TestTree tree, Step[] steps)
    {
        var directories = new List<byte[]> { Array.Empty<byte>() };
        var others = new List<byte[]>();
        var done = new List<(byte[] Path, Step Step)>();
        foreach (var step in steps)
        {
            var parent = directories[step.Where % directories.Count];
            byte[] path = parent.Length == 0 ? step.Name : [.. parent, (byte)'/', .. step.Name];
            if (tree.Exists(path) || (step.Kind == Kind.HardLink && others.Count == 0))
            {
                continue;
            }
            Make(tree, step, path, others);
            (step.Kind == Kind.Directory ? directories : others).Add(path);
            done.Add((path, step));
        }
        // Children change the times of their directories, so the last made comes first.
        foreach (var (path, step) in Enumerable.Reverse(done))
        {
            Dress(tree, path, step);
        }
    }

    private static void Make(TestTree tree, Step step, byte[] path, List<byte[]> others)
    {
        switch (step.Kind)
        {
            case Kind.Directory:
                tree.MakeDirectory(path);
                break;
            case Kind.File:
                tree.MakeFile(path, step.Content);
                break;
            case Kind.Symlink:
                tree.MakeSymlink([.. step.Name, (byte)'/', .. step.Name], path);
                break;
            case Kind.HardLink:
                tree.MakeHardLink(others[step.Where % others.Count], path);
                break;
            default:
                tree.MakeFifo(path);
                break;
        }
    }

    private static void Dress(TestTree tree, byte[] path, Step step)
    {
        if (OrdinaryUser.WeAreRoot)
        {
            tree.SetOwner(path, step.Owner, step.Owner / 2);
        }
        var status = tree.Status(path);
        if (status.Kind != FileKind.Symlink)
        {
            tree.SetMode(path, OrdinaryUser.WeAreRoot ? step.Mode : (step.Mode & 0x1FF) | 0x1C0);
        }
        tree.SetMtime(path, step.Time);
    }

    internal sealed record Step(
        Kind Kind,
        byte[] Name,
        int Where,
        byte[] Content,
        int Mode,
        UnixTime Time,
        uint Owner
    );
}
