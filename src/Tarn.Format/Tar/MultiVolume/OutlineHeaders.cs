using System.Text;
using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// Gathers the headers of one member, of any type and from any tar, and says where it ends. What the member is does
/// not matter here: <see cref="MemberHeaders"/> knows that.
/// </summary>
internal sealed class OutlineHeaders
{
    /// <summary>Where a header of type <c>S</c> says the length of the file with its holes.</summary>
    private const int OldSparseTotalOffset = 483;

    private ByteString? _path;
    private ByteString? _sparsePath;
    private long? _size;
    private long? _sparseTotal;

    /// <summary>Takes the content of an extended header, or of a GNU long name or link.</summary>
    public Defect Add(TypeFlag type, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case TypeFlag.ExtendedHeader:
                return PaxRecords.ReadAll(content, TryAdd);
            case TypeFlag.LongName:
                var end = content.IndexOf((byte)0);
                _path = new ByteString(end < 0 ? content : content[..end]);
                return Defect.None;
            default:
                return Defect.None;
        }
    }

    /// <summary>The member that these headers and its own header block describe.</summary>
    public Defect Complete(UstarHeader header, ReadOnlySpan<byte> block, out MemberOutline outline)
    {
        var name = _sparsePath ?? _path ?? NameOf(header);
        var stored = HasContent(header.Type, name) ? _size ?? header.ContentLength : 0;
        var total = _sparseTotal ?? stored;
        var isNumber =
            header.Type != TypeFlag.OldSparse
            || NumberField.TryRead(block.Slice(OldSparseTotalOffset, UstarHeader.SizeWidth), out total);
        outline = new MemberOutline(name, stored, total);
        if (!isNumber || total < 0)
        {
            return Defect.BadField;
        }
        return stored < Limits.MaxPosition && total < Limits.MaxPosition ? Defect.None : Defect.OverLimit;
    }

    /// <summary>As <see cref="TarDecoder"/> sees it, whatever the size field says.</summary>
    private static bool HasContent(TypeFlag type, ByteString name) =>
        type switch
        {
            TypeFlag.Regular or TypeFlag.OldRegular or TypeFlag.Contiguous => !name.Span.EndsWith("/"u8),
            >= TypeFlag.HardLink and <= TypeFlag.Fifo => false,
            _ => true,
        };

    private static ByteString NameOf(UstarHeader header) =>
        header.Prefix.IsEmpty
            ? header.Name
            : new ByteString([.. header.Prefix.Span, (byte)'/', .. header.Name.Span]);

    private bool TryAdd(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        switch (Encoding.Latin1.GetString(keyword))
        {
            case "path":
                _path = new ByteString(value);
                return true;
            case "GNU.sparse.name":
                _sparsePath = new ByteString(value);
                return true;
            case "size":
                return PaxRecords.TryReadNumber(value, out _size);
            case "GNU.sparse.size" or "GNU.sparse.realsize":
                return PaxRecords.TryReadNumber(value, out _sparseTotal);
            default:
                return true;
        }
    }
}
