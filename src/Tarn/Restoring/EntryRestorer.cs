using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Stores;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>
/// Reads entries and restores those that are files; of files of which something is lost what there is of them. Not
/// thread-safe.
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="reader">A reader of it; stays the caller's.</param>
/// <param name="target">Where they go.</param>
/// <param name="acceptsPartial">Whether a file of which a part is lost gets its name all the same.</param>
internal sealed class EntryRestorer(
    IArchiveContents archive,
    IEntryReader reader,
    IRestoreTarget target,
    bool acceptsPartial
)
{
    /// <summary>Fetches a range of a volume at once, if it can be read.</summary>
    public async Task FetchAsync(int volume, long from, long to, CancellationToken ct)
    {
        try
        {
            await reader.FetchAsync(volume, from, to, ct);
        }
        catch (Exception failure) when (failure is CorruptArchiveException or StoreException)
        {
            // Each entry will say so itself.
        }
    }

    /// <summary>Reads an item, and restores it if it is a file. What went wrong is kept in the item.</summary>
    public async Task RestoreAsync(RestoreItem item, CancellationToken ct)
    {
        try
        {
            item.IsKept = item.Entry is Entry.File planned && target.Keeps(planned);
            if (!item.IsKept)
            {
                await ReadAsync(item, ct);
            }
        }
        catch (TargetException failure)
        {
            item.Fail(failure);
        }
    }

    private async Task ReadAsync(RestoreItem item, CancellationToken ct)
    {
        if (item.Lost != Defect.None)
        {
            item.Problem = NotRestored(item, item.Lost, DefectText.OfLost(item.Lost));
            return;
        }
        try
        {
            await ReadWholeAsync(item, ct);
        }
        catch (CorruptArchiveException failure)
        {
            await SalvageAsync(item, failure, ct);
        }
        catch (StoreException failure)
        {
            // One bad sector of a disk must not cost the other files, nor the rest of this one.
            var damage = new CorruptArchiveException(failure.Message, 0, 0, Defect.BadContent);
            await SalvageAsync(item, damage, ct);
        }
    }

    private async Task ReadWholeAsync(RestoreItem item, CancellationToken ct)
    {
        using var receiver = new FileReceiver(
            target,
            found => AsPlanned(item, found),
            item.Source.Hash.Algorithm
        );
        await reader.ReadAsync(item.Source, receiver, ct);
        item.Decoded = receiver.Found;
        if (receiver.Found?.GetType() != item.Source.Entry.GetType())
        {
            item.Problem = NotRestored(item, Defect.BadContent, "it is something else than its index says");
            return;
        }
        if (item.Source.Entry is Entry.File && receiver.Hash != item.Source.Hash)
        {
            item.Problem = NotRestored(item, Defect.BadContent, "its content does not match its hash");
            return;
        }
        item.IsKept = !receiver.Publish();
        if (item.Decoded is Entry.File)
        {
            item.Decoded = item.Decoded.WithoutAttributes();
        }
    }

    private async Task SalvageAsync(RestoreItem item, CorruptArchiveException why, CancellationToken ct)
    {
        item.Problem = NotRestored(item, why.Defect, why.Message) with
        {
            Volume = why.Volume,
            Offset = why.Offset,
        };
        if (item.Entry is not Entry.File)
        {
            return;
        }
        try
        {
            await SalvageFileAsync(item, why, ct);
        }
        catch (Exception failure) when (failure is CorruptArchiveException or StoreException)
        {
            // Then there is no part of it either.
        }
    }

    private async Task SalvageFileAsync(RestoreItem item, CorruptArchiveException why, CancellationToken ct)
    {
        var isPlaced = true;
        using var receiver = new PartReceiver(
            target,
            found =>
            {
                // What has another name is bytes of which nobody knows where in the file they belong.
                isPlaced = found.Path == item.Source.Entry.Path;
                return NameOfPart(item, isPlaced ? AsPlanned(item, found) : found);
            }
        );
        try
        {
            if (
                await archive.SalvageAsync(item.Source, receiver, ct)
                && receiver.HasContent
                && receiver.Publish() is { } part
            )
            {
                item.Problem = AsPart(item, receiver, isPlaced ? part : null, why);
            }
        }
        catch (TargetException failure)
        {
            // What is lost matters more than what the target makes of the rest.
            item.Problem = item.Problem! with
            {
                Message = $"{item.Problem.Message}; and of what is left: {failure.Message}",
                Loss = failure.IsPlaced && isPlaced ? receiver.Loss : null,
            };
        }
    }

    /// <summary>What came out of a file that is not whole.</summary>
    /// <param name="item">The file.</param>
    /// <param name="receiver">What took it.</param>
    /// <param name="part">What is said of it; null if nobody knows where in the file it belongs.</param>
    /// <param name="why">Why there is no more.</param>
    private static Problem AsPart(
        RestoreItem item,
        PartReceiver receiver,
        string? part,
        CorruptArchiveException why
    )
    {
        var what =
            part
            ?? $"nobody knows where what is left of it belongs; it is in {Printable.Quoted(receiver.Name)}";
        return item.Problem! with
        {
            Message = $"{Printable.Quoted(item.Source.Entry.Path)}: {what}: {why.Message}",
            Loss = part is null ? null : receiver.Loss,
        };
    }

    /// <summary>What is not whole never gets the name of the file, unless that is asked for.</summary>
    private Entry NameOfPart(RestoreItem item, Entry found) =>
        acceptsPartial && found.Path == item.Entry.Path
            ? found
            : found with
            {
                Path = new UnixPath([.. found.Path.Span, .. ".partial"u8]),
            };

    /// <summary>
    /// The entry of the tar stream under its name at the target. Owner names that headers cannot hold are in the index.
    /// </summary>
    private static Entry AsPlanned(RestoreItem item, Entry found)
    {
        var indexed = item.Source.Entry.Metadata;
        var metadata = found.Metadata with
        {
            UserName = found.Metadata.UserName.IsEmpty ? indexed.UserName : found.Metadata.UserName,
            GroupName = found.Metadata.GroupName.IsEmpty ? indexed.GroupName : found.Metadata.GroupName,
        };
        return found is Entry.HardLink && item.Entry is Entry.HardLink planned
            ? planned with
            {
                Metadata = metadata,
            }
            : found with
            {
                Path = item.Entry.Path,
                Metadata = metadata,
            };
    }

    private static Problem NotRestored(RestoreItem item, Defect defect, string why) =>
        new(
            defect == Defect.Missing ? ProblemKind.Missing : ProblemKind.Damaged,
            item.Entry.Path,
            $"{Printable.Quoted(item.Source.Entry.Path)}: not restored: {why}"
        );
}
