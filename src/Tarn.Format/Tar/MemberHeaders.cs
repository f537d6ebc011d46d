using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>Gathers the headers of one member, pax records and GNU long names included, and says what entry it is.</summary>
internal sealed class MemberHeaders
{
    private ByteString? _path;
    private ByteString? _link;
    private ByteString? _userName;
    private ByteString? _groupName;
    private long? _size;
    private long? _userId;
    private long? _groupId;
    private UnixTime? _mtime;
    private long? _sparseMajor;
    private long? _sparseMinor;
    private long? _realSize;
    private ByteString? _realPath;
    private readonly Dictionary<ByteString, ByteString> _attributes = [];

    /// <summary>Bytes of a sparse file, whose map comes before its data; null for anything else.</summary>
    public long? SparseSize => _sparseMajor is null ? null : _realSize;

    /// <summary>Takes the content of a GNU long name or long link member.</summary>
    public void AddLong(TypeFlag type, ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)0);
        var value = new ByteString(end < 0 ? content : content[..end]);
        if (type == TypeFlag.LongName)
        {
            _path = value;
        }
        else
        {
            _link = value;
        }
    }

    /// <summary>Takes the records of an extended header.</summary>
    public Defect AddRecords(ReadOnlySpan<byte> records) => PaxRecords.ReadAll(records, TryAdd);

    /// <summary>The entry that these headers and the member's own header block describe.</summary>
    public Defect Complete(UstarHeader header, out Entry? entry)
    {
        entry = null;
        var size = _size ?? header.ContentLength;
        var userId = _userId ?? header.UserId;
        var groupId = _groupId ?? header.GroupId;
        if (size < 0 || userId is < 0 or > uint.MaxValue || groupId is < 0 or > uint.MaxValue)
        {
            return Defect.BadField;
        }
        if (!IsKnownSparse(header))
        {
            return Defect.BadField;
        }
        var metadata = new Metadata(
            (int)(header.Mode & Metadata.ModeMask),
            (uint)userId,
            (uint)groupId,
            _userName ?? header.UserName,
            _groupName ?? header.GroupName,
            _mtime ?? new UnixTime(header.Mtime, 0)
        )
        {
            Attributes = AttributesOf(),
        };
        var name = PathOf(header);
        var path = new UnixPath(name.TrimEnd((byte)'/'));
        var link = _link ?? header.LinkName;
        var isDirectory =
            header.Type == TypeFlag.Directory || (IsRegular(header.Type) && name.EndsWith("/"u8));
        entry = isDirectory ? new Entry.Directory(path, metadata) : Make(header, path, metadata, link, size);
        return entry is null ? Defect.BadField : Defect.None;
    }

    /// <summary>Of the versions of sparse files there are, only 1.0 has its map before the data.</summary>
    private bool IsKnownSparse(UstarHeader header) =>
        (_sparseMajor, _sparseMinor) switch
        {
            (null, null) => _realSize is null && _realPath is null,
            (1, 0) => _realSize is not null && IsRegular(header.Type),
            _ => false,
        };

    private ExtendedAttributes AttributesOf() =>
        _attributes.Count == 0
            ? ExtendedAttributes.None
            : new ExtendedAttributes(_attributes.Select(pair => new ExtendedAttribute(pair.Key, pair.Value)));

    private static bool IsRegular(TypeFlag type) =>
        type is TypeFlag.Regular or TypeFlag.OldRegular or TypeFlag.Contiguous;

    private static Entry? Make(
        UstarHeader header,
        UnixPath path,
        Metadata metadata,
        ByteString link,
        long size
    )
    {
        if (IsRegular(header.Type))
        {
            return new Entry.File(path, metadata, size);
        }
        var major = unchecked((uint)header.DeviceMajor);
        var minor = unchecked((uint)header.DeviceMinor);
        return header.Type switch
        {
            TypeFlag.Symlink => new Entry.Symlink(path, metadata, link),
            TypeFlag.HardLink => new Entry.HardLink(path, metadata, new UnixPath(link.Span)),
            TypeFlag.Fifo => new Entry.Fifo(path, metadata),
            TypeFlag.CharacterDevice => new Entry.Device(path, metadata, IsBlock: false, major, minor),
            TypeFlag.BlockDevice => new Entry.Device(path, metadata, IsBlock: true, major, minor),
            _ => null,
        };
    }

    private ReadOnlySpan<byte> PathOf(UstarHeader header)
    {
        if ((_realPath ?? _path) is { } path)
        {
            return path.Span;
        }
        return header.Prefix.IsEmpty
            ? header.Name.Span
            : (byte[])[.. header.Prefix.Span, (byte)'/', .. header.Name.Span];
    }

    private bool TryAdd(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        switch (Encoding.Latin1.GetString(keyword))
        {
            case "path":
                _path = new ByteString(value);
                return true;
            case "linkpath":
                _link = new ByteString(value);
                return true;
            case "uname":
                _userName = new ByteString(value);
                return true;
            case "gname":
                _groupName = new ByteString(value);
                return true;
            case "mtime":
                _mtime = PaxTime.TryParse(value, out var mtime) ? mtime : null;
                return _mtime is not null;
            case "size":
                return PaxRecords.TryReadNumber(value, out _size);
            case "uid":
                return PaxRecords.TryReadNumber(value, out _userId);
            case "gid":
                return PaxRecords.TryReadNumber(value, out _groupId);
            case "GNU.sparse.major":
                return PaxRecords.TryReadNumber(value, out _sparseMajor);
            case "GNU.sparse.minor":
                return PaxRecords.TryReadNumber(value, out _sparseMinor);
            case "GNU.sparse.realsize":
                return PaxRecords.TryReadNumber(value, out _realSize);
            case "GNU.sparse.name":
                _realPath = new ByteString(value);
                return true;
            default:
                // Sparse files of another version, taken for whole ones, would be silently wrong.
                return !keyword.StartsWith("GNU.sparse."u8) && TryAddAttribute(keyword, value);
        }
    }

    private bool TryAddAttribute(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        var isGood = AttributeRecords.TryRead(keyword, value, out var attribute);
        if (!attribute.Name.IsEmpty)
        {
            _attributes[attribute.Name] = attribute.Value;
        }
        return isGood;
    }
}
