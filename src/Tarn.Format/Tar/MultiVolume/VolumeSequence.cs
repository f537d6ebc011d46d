using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>Checks that each volume belongs where it is: by its label, and by the member that goes on in it.</summary>
internal sealed class VolumeSequence
{
    private readonly List<int> _unchecked = [];
    private ByteString? _set;

    /// <summary>Numbers of volumes of which nothing says whether they belong.</summary>
    public IReadOnlyList<int> Unchecked => _unchecked;

    /// <summary>What must come next, for people.</summary>
    public static string Expected(MemberWalk walk) =>
        walk switch
        {
            { IsInContent: true } => $"{MemberOf(walk)} must go on there at offset {OffsetOf(walk)}",
            { IsInHeaders: true } => "the headers of a member must go on there",
            _ => "the archive has not ended before it",
        };

    /// <summary>Checks a volume's head against where the volumes before it ended.</summary>
    /// <exception cref="CorruptArchiveException">It does not belong here.</exception>
    public void Check(VolumeHead head, VolumeInput input, MemberWalk walk)
    {
        var isNumbered = head.Label is { } label && CheckLabel(label, input, walk);
        if (walk.IsInContent)
        {
            CheckContinuation(head.Continuation, input, walk);
        }
        else if (head.Continuation is { Offset: not 0 } other)
        {
            throw Wrong(input, $"it goes on with {other}, but {Expected(walk)}");
        }
        else if (!isNumbered && input.Number > 1)
        {
            _unchecked.Add(input.Number);
        }
    }

    private bool CheckLabel(ByteString text, VolumeInput input, MemberWalk walk)
    {
        var label = VolumeLabel.Parse(text);
        if (label.Number > 0 && label.Number != input.Number)
        {
            throw Wrong(input, $"its label is '{text}', and {Expected(walk)}");
        }
        _set ??= label.Set;
        return _set == label.Set
            ? label.Number > 0
            : throw Wrong(input, $"its label is '{text}', that of the volumes before it '{_set}'");
    }

    private static void CheckContinuation(MemberContinuation? found, VolumeInput input, MemberWalk walk)
    {
        var offset = OffsetOf(walk);
        if (found is null || !found.IsOf(walk.Member!.Name))
        {
            var other = found is null ? "nothing" : $"{found}";
            throw Wrong(
                input,
                $"it goes on with {other}, but {MemberOf(walk)} must go on at offset {offset}"
            );
        }
        if (found.Offset != offset || found.Remaining != walk.Remaining)
        {
            throw Wrong(
                input,
                $"it goes on with {found}, but {MemberOf(walk)} must go on at offset {offset}"
            );
        }
    }

    private static string MemberOf(MemberWalk walk) => $"'{walk.Member!.Name}' of {walk.Member.Total} bytes";

    private static long OffsetOf(MemberWalk walk) => walk.Member!.OffsetOf(walk.Remaining);

    private static CorruptArchiveException Wrong(VolumeInput input, string why) =>
        input.Corrupt($"the volume does not belong here: {why}", Defect.OutOfSequence);
}
