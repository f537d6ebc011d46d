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

    private Outlook Foresee(Entry entry) =>
        preview.Of(entry) is var outlook && outlook == Outlook.Fail
            ? throw new TargetException(
                $"{Printable.Quoted(entry.Path)}: would not be restored: "
                    + (
                        entry is Entry.Device
                            ? "devices are made only when that is asked for, and where nothing is in their way"
                            : "something else is in its way"
                    )
            )
            : outlook;
}
