using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>The content of extended headers.</summary>
internal sealed class PaxRecordRuns : ITarget
{
    /// <inheritdoc/>
    public string Name => "pax-records";

    /// <inheritdoc/>
    public string Parses => "the content of pax extended headers, and what it says of a member";

    /// <inheritdoc/>
    public long Allowance => 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => VectorSeeds.Of("pax records");

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        new MemberHeaders().AddRecords(input);
        new MemberHeaders().AddLong(TypeFlag.LongName, input);
        var written = new ArrayBufferWriter<byte>(input.Length + 1);
        for (ReadOnlySpan<byte> rest = input; !rest.IsEmpty; )
        {
            var before = rest.Length;
            if (!PaxRecords.TryRead(ref rest, out var keyword, out var value, out var defect))
            {
                Promise.That(defect != Defect.None, "a refused record has a defect");
                return;
            }
            Promise.That(rest.Length < before, "a record takes bytes");
            CheckAgain(keyword, value, written);
        }
    }

    private static void CheckAgain(
        ReadOnlySpan<byte> keyword,
        ReadOnlySpan<byte> value,
        ArrayBufferWriter<byte> written
    )
    {
        written.ResetWrittenCount();
        PaxRecords.Write(written, keyword, value);
        var record = written.WrittenSpan;
        Promise.That(
            PaxRecords.TryRead(ref record, out var keywordAgain, out var valueAgain, out _)
                && keywordAgain.SequenceEqual(keyword)
                && valueAgain.SequenceEqual(value)
                && record.IsEmpty,
            "a record that is written again is read as it was"
        );
    }
}
