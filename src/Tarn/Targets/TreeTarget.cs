using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Restore;
using Tarn.Results;

namespace Tarn.Targets;

/// <summary>Restores into the file system, strictly beneath one directory.</summary>
public sealed class TreeTarget : IRestoreTarget, IDisposable
{
    private readonly ByteString _directory;
    private readonly RestoreTree _tree;

    private TreeTarget(ByteString directory, RestoreTree tree)
    {
        _directory = directory;
        _tree = tree;
    }

    /// <summary>Opens a directory, made if it is missing.</summary>
    /// <exception cref="TargetException">It is not a directory, or cannot be made or opened.</exception>
    public static TreeTarget Open(ByteString directory, RestoreRules rules)
    {
        try
        {
            return new TreeTarget(directory, RestoreTree.Open(directory, rules));
        }
        catch (FileSystemException failure)
        {
            throw new TargetException(failure.MessageWithAdvice, failure);
        }
    }

    /// <inheritdoc/>
    public void EnterDirectory(Entry.Directory directory) =>
        Guard(() =>
        {
            _tree.EnterDirectory(directory);
            return true;
        });

    /// <inheritdoc/>
    public void LeaveDirectory(Entry.Directory directory) =>
        Guard(() => IsPlaced(directory, _tree.LeaveDirectory(directory)));

    /// <inheritdoc/>
    public bool Keeps(Entry.File file) => Guard(() => _tree.WouldKeep(file));

    /// <inheritdoc/>
    public bool Has(Entry entry) => Guard(() => _tree.Has(entry));

    /// <inheritdoc/>
    public IStagedFile Stage(Entry.File file) => Guard(() => new Staged(this, file, _tree.Stage(file)));

    /// <inheritdoc/>
    public bool Make(Entry entry) =>
        Guard(() =>
            IsPlaced(
                entry,
                entry switch
                {
                    Entry.Symlink symlink => _tree.MakeSymlink(symlink),
                    Entry.HardLink hardLink => _tree.MakeHardLink(hardLink),
                    Entry.Fifo fifo => _tree.MakeFifo(fifo),
                    Entry.Device device => _tree.MakeDevice(device),
                    _ => throw new UnreachableException(),
                }
            )
        );

    /// <inheritdoc/>
    public void Dispose() => _tree.Dispose();

    private static bool IsPlaced(Entry entry, Placement placement) =>
        (placement.Refused ?? placement.Withheld) is { } missing
            ? throw new TargetException($"{Printable.Quoted(entry.Path)}: restored without {missing}")
            {
                IsPlaced = true,
                Kind = placement.Refused is null ? ProblemKind.Skipped : ProblemKind.Unwritable,
            }
            : !placement.IsKept;

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (FileSystemException failure)
        {
            throw Failure(failure);
        }
    }

    private TargetException Failure(FileSystemException failure) =>
        new(failure.Beneath(_directory).Message, failure);

    /// <summary>A staged file of the tree.</summary>
    private sealed class Staged(TreeTarget target, Entry.File entry, StagedFile file) : IStagedFile
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
            try
            {
                file.Write(bytes);
            }
            catch (FileSystemException failure)
            {
                throw target.Failure(failure);
            }
        }

        public void LeaveHole(long length) => file.LeaveHole(length);

        public bool Publish() => target.Guard(() => IsPlaced(entry, file.Publish()));

        public void Dispose() => file.Dispose();
    }
}
