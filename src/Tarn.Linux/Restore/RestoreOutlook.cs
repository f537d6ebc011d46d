using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// Foresees what a restore would do, as things are now, and changes nothing. What only writing could tell, such as a
/// full disk or a missing permission, it does not know. Not thread-safe.
/// </summary>
public sealed class RestoreOutlook : IDisposable
{
    private readonly RestoreRules _rules;
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle? _root;
    private readonly Parents? _parents;

    private RestoreOutlook(Microsoft.Win32.SafeHandles.SafeFileHandle? root, RestoreRules rules)
    {
        _rules = rules;
        _root = root;
        _parents = root is null ? null : new Parents(new Beneath(root));
    }

    /// <summary>Looks at <paramref name="targetDirectory"/>, which need not be there yet.</summary>
    /// <exception cref="FileSystemException">It is not a directory, or cannot be opened.</exception>
    public static RestoreOutlook Open(ByteString targetDirectory, RestoreRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var root = DirectoryPath.Open(targetDirectory.Span, OpenFlags.Path, out var errno);
        return errno is 0 or Errno.ENOENT
            ? new RestoreOutlook(root, rules)
            : throw new FileSystemException(targetDirectory, errno, "open the directory");
    }

    /// <summary>What would become of an entry.</summary>
    public Outlook Of(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!entry.Path.IsSafe || (entry is Entry.Device && !_rules.Devices))
        {
            return Outlook.Fail;
        }
        var errno = Look(entry, out var existing);
        return errno switch
        {
            0 => entry is Entry.Directory ? OfDirectory(existing) : OfOther(entry, existing),
            Errno.ENOENT => Outlook.Create,
            // Something else where a directory of it belongs, which gives way to that directory if anything does.
            Errno.ENOTDIR or Errno.ELOOP when _rules.Overwrite != Overwrite.Never => Outlook.Create,
            _ => Outlook.Fail,
        };
    }

    /// <summary>Whether what has an entry's name is that entry, as far as its kind, size and time tell.</summary>
    public bool Has(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Path.IsSafe
            && Look(entry, out var existing) == 0
            && existing.Kind != FileKind.Directory
            && OverwriteCheck.Keeps(Overwrite.IfChanged, entry, existing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parents?.Dispose();
        _root?.Dispose();
    }

    private Outlook OfDirectory(in Statx existing) =>
        existing.Kind == FileKind.Directory ? Outlook.Update
        : _rules.Overwrite == Overwrite.Never ? Outlook.Fail
        : Outlook.Replace;

    private Outlook OfOther(Entry entry, in Statx existing) =>
        existing.Kind == FileKind.Directory ? Outlook.Fail
        : OverwriteCheck.Keeps(_rules.Overwrite, entry, existing) ? Outlook.Keep
        : Outlook.Replace;

    /// <summary>At what has the entry's name.</summary>
    private int Look(Entry entry, out Statx existing)
    {
        existing = default;
        if (_parents is null)
        {
            return Errno.ENOENT;
        }
        var directory = _parents.TryOpen(entry.Path, out var errno);
        if (directory is not null)
        {
            errno = StatusCalls.OfName(directory.Handle, entry.Path.Name, out existing);
            directory.Release();
        }
        return errno;
    }
}
