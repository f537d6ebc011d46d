using Tarn.Format.Bytes;

namespace Tarn.Reading;

/// <summary>What a defect means, for people.</summary>
internal static class DefectText
{
    /// <summary>Why nothing of an entry can be read: a clause without capital and full stop.</summary>
    public static string OfLost(Defect defect) =>
        defect == Defect.Missing
            ? "the volume that it is in is missing"
            : "the segment that it is in is damaged";

    /// <summary>A clause without capital and full stop.</summary>
    public static string Of(Defect defect) =>
        defect switch
        {
            Defect.Truncated => "it ends too early",
            Defect.BadMagic => "no segment begins there",
            Defect.BadCheck => "a check does not match",
            Defect.UnknownVersion => "the format version is not known here; a newer Tarn may read it",
            Defect.BadField => "a value is not allowed",
            Defect.OverLimit => "a length is beyond every limit",
            Defect.BadContent => "the compressed content is damaged",
            Defect.OutOfSequence => "what is there belongs elsewhere",
            Defect.Missing => "the volume is missing",
            _ => "nothing is wrong",
        };
}
