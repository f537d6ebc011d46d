using System.Numerics;

namespace Tarn.Format.Filters;

/// <summary>
/// Matches a run of tokens against all of some bytes, by following every way through the tokens at once: the time is
/// at most the number of tokens times the number of bytes, whatever both hold. Immutable.
/// </summary>
/// <param name="tokens">At most <see cref="Bytes.Limits.MaxPattern"/> and one.</param>
internal sealed class Glob(GlobToken[] tokens)
{
    private const int WordBits = 64;

    private readonly FixedRuns _runs = new(tokens);

    /// <summary>Whether the tokens stand for exactly these bytes.</summary>
    internal bool Matches(ReadOnlySpan<byte> bytes)
    {
        if (!_runs.AreIn(bytes))
        {
            return false;
        }
        // A bit for each place between tokens that the bytes so far can have led to.
        var words = (tokens.Length / WordBits) + 1;
        Span<ulong> here = stackalloc ulong[words];
        Span<ulong> next = stackalloc ulong[words];
        here.Clear();
        Arrive(0, here);
        foreach (var value in bytes)
        {
            next.Clear();
            if (!Step(value, here, next))
            {
                return false;
            }
            var spare = here;
            here = next;
            next = spare;
        }
        return Has(here, tokens.Length);
    }

    /// <summary>Goes on by one byte from every place; false if that leads nowhere.</summary>
    private bool Step(byte value, ReadOnlySpan<ulong> here, Span<ulong> next)
    {
        var isAlive = false;
        for (var word = 0; word < here.Length; word++)
        {
            for (var places = here[word]; places != 0; places &= places - 1)
            {
                var place = (word * WordBits) + BitOperations.TrailingZeroCount(places);
                isAlive |= place < tokens.Length && Step(value, place, next);
            }
        }
        return isAlive;
    }

    private bool Step(byte value, int place, Span<ulong> next)
    {
        var token = tokens[place];
        switch (token.Kind)
        {
            case GlobTokenKind.Byte when value == token.Value:
            case GlobTokenKind.AnyByte when value != GlobToken.Slash:
            case GlobTokenKind.OneOf when token.Set!.Contains(value):
                Arrive(place + 1, next);
                return true;
            case GlobTokenKind.Stretch when value != GlobToken.Slash:
            case GlobTokenKind.LongStretch:
                Arrive(place, next);
                return true;
            case GlobTokenKind.Components:
                Add(next, place);
                if (value == GlobToken.Slash)
                {
                    Arrive(place + 1, next);
                }
                return true;
            default:
                return false;
        }
    }

    /// <summary>Marks a place, and those behind it that are reached by tokens that stand for nothing.</summary>
    private void Arrive(int place, Span<ulong> places)
    {
        Add(places, place);
        while (place < tokens.Length && tokens[place].MayBeNothing)
        {
            Add(places, ++place);
        }
    }

    private static void Add(Span<ulong> places, int place) =>
        places[place / WordBits] |= 1UL << (place % WordBits);

    private static bool Has(ReadOnlySpan<ulong> places, int place) =>
        (places[place / WordBits] & (1UL << (place % WordBits))) != 0;
}
