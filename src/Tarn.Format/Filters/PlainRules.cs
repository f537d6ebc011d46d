using Tarn.Format.Bytes;

namespace Tarn.Format.Filters;

/// <summary>The places of rules whose patterns are plain and about the same part of a path. Immutable.</summary>
internal sealed class PlainRules
{
    private readonly Dictionary<ByteString, int>.AlternateLookup<ReadOnlySpan<byte>> _places;

    /// <summary>Takes the rules, the one that is asked first first.</summary>
    internal PlainRules(IEnumerable<(int Index, PathPattern Pattern)> rules)
    {
        var places = new Dictionary<ByteString, int>(ByteStringComparer.Instance);
        foreach (var (index, pattern) in rules)
        {
            // Of equal patterns the first decides.
            places.TryAdd(pattern.Plain!.Bytes, index);
        }
        _places = places.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The place of the rule for exactly these bytes; <see cref="RuleLookup.None"/> if there is none.</summary>
    internal int Find(ReadOnlySpan<byte> bytes) =>
        _places.TryGetValue(bytes, out var place) ? place : RuleLookup.None;
}
