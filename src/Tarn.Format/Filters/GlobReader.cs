using System.Diagnostics.CodeAnalysis;

namespace Tarn.Format.Filters;

/// <summary>Cuts the text of a pattern into tokens.</summary>
/// <param name="text">The pattern.</param>
internal ref struct GlobReader(ReadOnlySpan<byte> text)
{
    private const byte Star = (byte)'*';
    private const byte Backslash = (byte)'\\';

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly List<GlobToken> _tokens = [];
    private int _at;
    private string? _mistake;

    /// <summary>Reads all of it; false if it is no pattern.</summary>
    internal bool TryRead(
        [NotNullWhen(true)] out List<GlobToken>? tokens,
        [NotNullWhen(false)] out string? mistake
    )
    {
        while (_at < _text.Length && _mistake is null)
        {
            var value = _text[_at];
            switch (value)
            {
                case Star:
                    ReadStars();
                    break;
                case (byte)'?':
                    _at++;
                    _tokens.Add(new GlobToken(GlobTokenKind.AnyByte));
                    break;
                case (byte)'[':
                    _at++;
                    ReadSet();
                    break;
                default:
                    _tokens.Add(new GlobToken(GlobTokenKind.Byte, ReadByte()));
                    break;
            }
        }
        mistake = _mistake;
        tokens = _mistake is null ? _tokens : null;
        return mistake is null;
    }

    /// <summary>One star, or a run of them, which is no different from two.</summary>
    private void ReadStars()
    {
        var isInComponents = _tokens is [.., { Kind: GlobTokenKind.Components }];
        var isAtStart = isInComponents || _tokens is [] or [.., { IsSlash: true }];
        var rest = _text[_at..].TrimStart(Star);
        var count = _text.Length - _at - rest.Length;
        _at += count;
        if (count == 1)
        {
            _tokens.Add(new GlobToken(GlobTokenKind.Stretch));
        }
        else if (isAtStart && rest.Length > 1 && rest[0] == GlobToken.Slash)
        {
            _at++;
            if (!isInComponents)
            {
                _tokens.Add(new GlobToken(GlobTokenKind.Components));
            }
        }
        else
        {
            _tokens.Add(new GlobToken(GlobTokenKind.LongStretch));
        }
    }

    private void ReadSet()
    {
        var isInverted = _at < _text.Length && _text[_at] is (byte)'!' or (byte)'^';
        _at += isInverted ? 1 : 0;
        var set = new ByteSet();
        // A bracket right at the beginning stands for itself.
        for (var isFirst = true; isFirst || !IsAt((byte)']'); isFirst = false)
        {
            if (_at >= _text.Length)
            {
                _mistake ??= "a [ in it has no ]: write \\[ for the byte itself";
            }
            if (_mistake is not null)
            {
                return;
            }
            ReadRange(set);
        }
        _at++;
        if (isInverted)
        {
            set.Invert();
        }
        set.Remove(GlobToken.Slash);
        _tokens.Add(new GlobToken(GlobTokenKind.OneOf, Set: set));
        _mistake ??= set.IsEmpty ? "a [ ] in it stands for no byte" : null;
    }

    private void ReadRange(ByteSet set)
    {
        if (
            _text[_at] == (byte)'['
            && _at + 1 < _text.Length
            && _text[_at + 1] is (byte)':' or (byte)'.' or (byte)'='
        )
        {
            _mistake = "classes like [:digit:] are not known: write 0-9, or \\[ for a [ in a set";
            return;
        }
        var first = ReadByte();
        var last = first;
        if (IsAt((byte)'-') && _at + 1 < _text.Length && _text[_at + 1] != (byte)']')
        {
            _at++;
            last = ReadByte();
        }
        if (last < first)
        {
            _mistake ??= "a range in a [ ] of it ends before it begins";
            return;
        }
        set.Add(first, last);
    }

    /// <summary>One byte as it is, or the one behind a backslash.</summary>
    private byte ReadByte()
    {
        if (IsAt(Backslash) && ++_at == _text.Length)
        {
            _mistake = "it ends with a backslash, and nothing is behind that: write \\\\ for the byte itself";
            return 0;
        }
        return _text[_at++];
    }

    private readonly bool IsAt(byte value) => _at < _text.Length && _text[_at] == value;
}
