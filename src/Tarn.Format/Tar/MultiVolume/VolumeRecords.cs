using System.Buffers;
using System.Text;
using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// The records <c>GNU.volume.*</c> of the global header that a volume in the pax format begins with
/// (spec/gnu-multi-volume.md).
/// </summary>
internal sealed class VolumeRecords
{
    private ByteString? _name;
    private long? _remaining;
    private long? _offset;

    /// <summary>The label of the volume, if there is one.</summary>
    public ByteString? Label { get; private set; }

    /// <summary>The member that goes on, if there is one.</summary>
    public MemberContinuation? Continuation { get; private set; }

    /// <summary>Whether there is a record of a volume at all.</summary>
    public bool SaysSomething { get; private set; }

    /// <summary>Whether there are other records besides.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>Appends records.</summary>
    public static void Write(IBufferWriter<byte> output, ByteString label, MemberContinuation? continuation)
    {
        if (!label.IsEmpty)
        {
            PaxRecords.Write(output, "GNU.volume.label"u8, label.Span);
        }
        if (continuation is not null)
        {
            PaxRecords.Write(output, "GNU.volume.filename"u8, continuation.Name.Span);
            PaxRecords.Write(output, "GNU.volume.size"u8, continuation.Remaining);
            PaxRecords.Write(output, "GNU.volume.offset"u8, continuation.Offset);
        }
    }

    /// <summary>
    /// Reads the content of a global header. A continuation must be said completely, and nothing that cannot be the
    /// same for all members.
    /// </summary>
    public static Defect Read(ReadOnlySpan<byte> records, out VolumeRecords found)
    {
        found = new VolumeRecords();
        var defect = PaxRecords.ReadAll(records, found.TryAdd);
        return defect == Defect.None ? found.Complete() : defect;
    }

    private Defect Complete()
    {
        SaysSomething =
            Label is not null || _name is not null || _remaining is not null || _offset is not null;
        if (_name is { } name && _remaining is { } remaining && _offset is { } offset)
        {
            Continuation = new MemberContinuation(MultiVolumeFormat.Pax, name, offset, remaining);
            return Defect.None;
        }
        return _name is null && _remaining is null && _offset is null ? Defect.None : Defect.BadField;
    }

    private bool TryAdd(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        switch (Encoding.Latin1.GetString(keyword))
        {
            case "GNU.volume.label":
                Label = new ByteString(value);
                return true;
            case "GNU.volume.filename":
                _name = new ByteString(value);
                return true;
            case "GNU.volume.size":
                return PaxRecords.TryReadNumber(value, out _remaining, Limits.MaxPosition - 1);
            case "GNU.volume.offset":
                return PaxRecords.TryReadNumber(value, out _offset, Limits.MaxPosition - 1);
            case "path" or "size":
                // A name or a length of all members that follow: tars do not agree on what that would mean.
                return false;
            default:
                HasOthers = true;
                return !keyword.StartsWith("GNU.sparse."u8);
        }
    }
}
