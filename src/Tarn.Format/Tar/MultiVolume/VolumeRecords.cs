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

    /// <summary>Reads the content of a global header. A continuation must be said completely.</summary>
    public static Defect Read(ReadOnlySpan<byte> records, out VolumeRecords found)
    {
        found = new VolumeRecords();
        for (var count = 0; !records.IsEmpty; count++)
        {
            if (count == PaxRecords.MaxRecords)
            {
                return Defect.OverLimit;
            }
            if (!PaxRecords.TryRead(ref records, out var keyword, out var value, out var defect))
            {
                return defect;
            }
            if (!found.TryAdd(keyword, value))
            {
                return Defect.BadField;
            }
        }
        return found.Complete();
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
                return TryNumber(value, out _remaining);
            case "GNU.volume.offset":
                return TryNumber(value, out _offset);
            default:
                HasOthers = true;
                return true;
        }
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out long? number)
    {
        number =
            PaxRecords.TryReadNumber(text, out var value) && value is >= 0 and < Limits.MaxPosition
                ? value
                : null;
        return number is not null;
    }
}
