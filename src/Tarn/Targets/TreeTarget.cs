using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Restore;
using Tarn.Results;

namespace Tarn.Targets;

/// <summary>
/// Restores into the file system, strictly beneath one directory, which is made when the first entry comes.
/// </summary>
public sealed class TreeTarget : IRestoreTarget, IDisposable
{
    private readonly ByteString _directory;
    private readonly RestoreRules _rules;
    private readonly Lazy<RestoreTree> _tree;

    private TreeTarget(ByteString directory, RestoreRules rules)
    {
        _directory = directory;
        _rules = rules;
        var tree = RestoreTree.OpenExisting(directory, rules);
        _tree = tree is null ? new Lazy<RestoreTree>(Make) : new Lazy<RestoreTree>(tree);
    }

    /// <summary>
    /// Opens a directory, or takes note that it is missing: then a restore makes it once it has something to put there,
    /// and ends with an <see cref="IOException"/> if it cannot.
    /// </summary>
    /// <exception cref="TargetException">It is not a directory, or cannot be opened.</exception>
    public static TreeTarget Open(ByteString directory, RestoreRules rules)
    {
        try
        {
            return new TreeTarget(directory, rules);
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
            _tree.Value.EnterDirectory(directory);
            return true;
        });

    /// <inheritdoc/>
    public void LeaveDirectory(Entry.Directory directory) =>
        Guard(() => IsPlaced(directory, _tree.Value.LeaveDirectory(directory)));

    /// <inheritdoc/>
    public bool Keeps(Entry.File file) => Guard(() => _tree.IsValueCreated && _tree.Value.WouldKeep(file));

    /// <inheritdoc/>
    public bool Has(Entry entry) => Guard(() => _tree.IsValueCreated && _tree.Value.Has(entry));

    /// <inheritdoc/>
    public IStagedFile Stage(Entry.File file) => Guard(() => new Staged(this, file, _tree.Value.Stage(file)));

    /// <inheritdoc/>
    public bool Make(Entry entry) =>
        entry is Entry.Device && !_rules.Devices
            ? throw NotAskedFor(entry, "not restored")
            : Guard(() =>
                IsPlaced(
                    entry,
                    entry switch
                    {
                        Entry.Symlink symlink => _tree.Value.MakeSymlink(symlink),
                        Entry.HardLink hardLink => _tree.Value.MakeHardLink(hardLink),
                        Entry.Fifo fifo => _tree.Value.MakeFifo(fifo),
                        Entry.Device device => _tree.Value.MakeDevice(device),
                        _ => throw new UnreachableException(),
                    }
                )
            );

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_tree.IsValueCreated)
        {
            _tree.Value.Dispose();
        }
    }

    /// <summary>Nothing can be restored without it, so what goes wrong here is no failure of one entry.</summary>
    private RestoreTree Make()
    {
        try
        {
            return RestoreTree.Open(_directory, _rules);
        }
        catch (FileSystemException failure)
        {
            throw new IOException(failure.MessageWithAdvice, failure);
        }
    }

    /// <summary>What is said of a device, which takes more than being in an archive.</summary>
    internal static TargetException NotAskedFor(Entry device, string outcome) =>
        new($"{Printable.Quoted(device.Path)}: {outcome}: devices are made only with --devices");

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
