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
    public Defect AddRecords(ReadOnlySpan<byte> records)
    {
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
            if (!TryAdd(keyword, value))
            {
                return Defect.BadField;
            }
        }
        return Defect.None;
    }

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
        var metadata = new Metadata(
            (int)(header.Mode & Metadata.ModeMask),
            (uint)userId,
            (uint)groupId,
            _userName ?? header.UserName,
            _groupName ?? header.GroupName,
            _mtime ?? new UnixTime(header.Mtime, 0)
        );
        var name = PathOf(header);
        var path = new UnixPath(name.TrimEnd((byte)'/'));
        var link = _link ?? header.LinkName;
        var isDirectory =
            header.Type == TypeFlag.Directory || (IsRegular(header.Type) && name.EndsWith("/"u8));
        entry = isDirectory ? new Entry.Directory(path, metadata) : Make(header, path, metadata, link, size);
        return entry is null ? Defect.BadField : Defect.None;
    }

    /// <summary>Bytes of content that follow the member's header block.</summary>
    public long ContentLength(UstarHeader header) => _size ?? header.ContentLength;

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
        if (_path is { } path)
        {
            return path.Span;
        }
        return header.Prefix.IsEmpty
            ? header.Name.Span
            : (byte[])[.. header.Prefix.Span, (byte)'/', .. header.Name.Span];
    }

    private bool TryAdd(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        if (keyword.SequenceEqual("path"u8))
        {
            _path = new ByteString(value);
        }
        else if (keyword.SequenceEqual("linkpath"u8))
        {
            _link = new ByteString(value);
        }
        else if (keyword.SequenceEqual("uname"u8))
        {
            _userName = new ByteString(value);
        }
        else if (keyword.SequenceEqual("gname"u8))
        {
            _groupName = new ByteString(value);
        }
        else if (keyword.SequenceEqual("mtime"u8))
        {
            _mtime = PaxTime.TryParse(value, out var mtime) ? mtime : null;
            return _mtime is not null;
        }
        return TryAddNumber(keyword, value);
    }

    private bool TryAddNumber(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        ref var target = ref _size;
        if (keyword.SequenceEqual("uid"u8))
        {
            target = ref _userId;
        }
        else if (keyword.SequenceEqual("gid"u8))
        {
            target = ref _groupId;
        }
        else if (!keyword.SequenceEqual("size"u8))
        {
            return true;
        }
        target = PaxRecords.TryReadNumber(value, out var number) && number >= 0 ? number : null;
        return target is not null;
    }
}
