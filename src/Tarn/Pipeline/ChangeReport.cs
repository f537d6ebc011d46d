using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Results;

namespace Tarn.Pipeline;

/// <summary>How a change during reading is told: to a person, and in a marker.</summary>
internal static class ChangeReport
{
    /// <summary>The problem that <paramref name="flags"/> are; null for none.</summary>
    public static Problem? Describe(UnixPath path, EntryFlags flags)
    {
        var what = flags switch
        {
            EntryFlags.None => null,
            EntryFlags.Shrank => "got shorter while it was read; zeros stand for what was missing",
            EntryFlags.Grew => "got longer while it was read; what came after its first size is left out",
            _ => "changed while it was read; what is stored may mix its states",
        };
        return what is null
            ? null
            : new Problem(ProblemKind.Changed, path, $"{Printable.Quoted(path)}: {what}");
    }

    /// <summary>The same in the marker of the entry's last segment.</summary>
    public static SegmentFlags ToMarker(EntryFlags flags) =>
        (flags.HasFlag(EntryFlags.Shrank) ? SegmentFlags.Shrank : SegmentFlags.None)
        | (flags.HasFlag(EntryFlags.Grew) ? SegmentFlags.Grew : SegmentFlags.None)
        | (flags.HasFlag(EntryFlags.Changed) ? SegmentFlags.Changed : SegmentFlags.None);
}
