using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Restore;

namespace Tarn.Targets;

/// <summary>A directory that something would be restored into. Only looked at. Not thread-safe.</summary>
public sealed class TreePreview : IDisposable
{
    private readonly RestoreOutlook _outlook;

    private TreePreview(RestoreOutlook outlook, RestoreRules rules)
    {
        _outlook = outlook;
        MakesDevices = rules.Devices;
    }

    /// <summary>Whether device nodes would be made.</summary>
    internal bool MakesDevices { get; }

    /// <summary>Looks at a directory, which need not be there yet.</summary>
    /// <exception cref="TargetException">It is not a directory, or cannot be opened.</exception>
    public static TreePreview Open(ByteString directory, RestoreRules rules)
    {
        try
        {
            return new TreePreview(RestoreOutlook.Open(directory, rules), rules);
        }
        catch (FileSystemException failure)
        {
            throw new TargetException(failure.Message, failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _outlook.Dispose();

    /// <summary>What would become of an entry, apart from the others.</summary>
    internal Outlook Of(Entry entry) => _outlook.Of(entry);

    /// <summary>Whether what has an entry's name is that entry, as far as its kind, size and time tell.</summary>
    internal bool Has(Entry entry) => _outlook.Has(entry);
}
