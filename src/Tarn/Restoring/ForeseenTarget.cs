using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Restore;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>Stands in for a target where nothing is to be written, and behaves as that would.</summary>
/// <param name="preview">What is there.</param>
internal sealed class ForeseenTarget(TreePreview preview) : IRestoreTarget
{
    /// <inheritdoc/>
    public void EnterDirectory(Entry.Directory directory) => Foresee(directory);

    /// <inheritdoc/>
    public void LeaveDirectory(Entry.Directory directory) { }

    /// <inheritdoc/>
    public bool Keeps(Entry.File file) => Foresee(file) == Outlook.Keep;

    /// <inheritdoc/>
    public bool Has(Entry entry) => preview.Has(entry);

    /// <inheritdoc/>
    public IStagedFile Stage(Entry.File file) =>
        throw new NotSupportedException("nothing is written in a preview");

    /// <inheritdoc/>
    public bool Make(Entry entry) => Foresee(entry) != Outlook.Keep;

    private Outlook Foresee(Entry entry)
    {
        var outlook = preview.Of(entry);
        if (outlook != Outlook.Fail)
        {
            return outlook;
        }
        const string what = "would not be restored";
        throw entry is Entry.Device && !preview.MakesDevices
            ? TreeTarget.NotAskedFor(entry, what)
            : new TargetException($"{Printable.Quoted(entry.Path)}: {what}: something else is in its way");
    }
}
