using System.Buffers;
using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>Writes what a volume begins with: its label, and what says that a member goes on.</summary>
internal static class VolumeHeadWriter
{
    private static readonly Metadata PartMetadata = new(0x1A4, 0, 0, default, default, default); // rw-r--r--

    /// <summary>The beginning of a volume: whole blocks, or nothing.</summary>
    /// <param name="options">Format and label.</param>
    /// <param name="volume">Its number, from 1.</param>
    /// <param name="continuation">The member that goes on, if there is one.</param>
    public static ReadOnlyMemory<byte> Write(
        MultiVolumeOptions options,
        int volume,
        MemberContinuation? continuation
    )
    {
        var output = new ArrayBufferWriter<byte>();
        var label = options.Label.IsEmpty ? default : new VolumeLabel(options.Label, volume).ToText();
        // GNU tar 1.34 takes a global header at the start of any volume but the first for a continuation, and skips
        // the member behind it. So a label of the pax format is a GNU header wherever no member goes on.
        var isGlobal =
            options.Format == MultiVolumeFormat.Pax
            && (continuation is not null || (volume == 1 && !label.IsEmpty));
        if (isGlobal)
        {
            WriteGlobal(output, volume, label, continuation);
        }
        else if (!label.IsEmpty)
        {
            ContinuationBlock.WriteLabel(output.GetSpan(TarBlock.Size), label);
            output.Advance(TarBlock.Size);
        }
        if (continuation is not null)
        {
            WriteContinuation(output, volume, continuation);
        }
        return output.WrittenMemory;
    }

    private static void WriteGlobal(
        ArrayBufferWriter<byte> output,
        int volume,
        ByteString label,
        MemberContinuation? continuation
    )
    {
        var records = new ArrayBufferWriter<byte>();
        VolumeRecords.Write(records, label, continuation);
        var name = Encoding.ASCII.GetBytes($"GlobalHead.{volume}");
        BareMember.Write(TypeFlag.GlobalHeader, name, records.WrittenSpan, output);
    }

    private static void WriteContinuation(
        ArrayBufferWriter<byte> output,
        int volume,
        MemberContinuation continuation
    )
    {
        if (continuation.Format == MultiVolumeFormat.Pax)
        {
            var part = new Entry.File(
                PartPath(continuation.Name, volume),
                PartMetadata,
                continuation.Remaining
            );
            TarEncoder.WriteHeaders(part, output);
            return;
        }
        ContinuationBlock.Write(output.GetSpan(TarBlock.Size), continuation);
        output.Advance(TarBlock.Size);
    }

    /// <summary>
    /// <c>DIR/GNUFileParts/NAME.VOLUME</c>, as the manual of GNU tar has it, without components that would lead out of
    /// the directory where it is unpacked.
    /// </summary>
    private static UnixPath PartPath(ByteString name, int volume)
    {
        var kept = new ArrayBufferWriter<byte>(name.Length + 1);
        foreach (var range in name.Span.Split((byte)'/'))
        {
            var component = name.Span[range];
            if (new UnixPath(component).IsSafe)
            {
                kept.Write(kept.WrittenCount > 0 ? "/"u8 : []);
                kept.Write(component);
            }
        }
        var path = new UnixPath(kept.WrittenSpan);
        ReadOnlySpan<byte> number = Encoding.ASCII.GetBytes($".{volume}");
        return path.Parent.Append("GNUFileParts"u8).Append([.. path.Name, .. number]);
    }
}
