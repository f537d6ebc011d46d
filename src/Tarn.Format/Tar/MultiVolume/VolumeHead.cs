using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// What a volume begins with: its label, and what says that a member goes on. Reading it leaves the volume where the
/// tar stream goes on.
/// </summary>
internal sealed class VolumeHead
{
    private readonly byte[] _block = new byte[TarBlock.Size];
    private readonly VolumeInput _input;
    private bool _hasBlock;

    private VolumeHead(VolumeInput input) => _input = input;

    /// <summary>The label, if there is one.</summary>
    public ByteString? Label { get; private set; }

    /// <summary>The member that goes on, if there is one.</summary>
    public MemberContinuation? Continuation { get; private set; }

    /// <summary>
    /// Whether the label is still to be read: it is in one header with records of the archive's maker, which stay in the
    /// stream.
    /// </summary>
    public bool LeavesLabel { get; private set; }

    /// <summary>Reads the start of a volume.</summary>
    /// <exception cref="CorruptArchiveException">It is empty, or says something that cannot be.</exception>
    public static VolumeHead Read(VolumeInput input)
    {
        var head = new VolumeHead(input);
        if (input.IsAtEnd)
        {
            throw input.Corrupt("the volume is empty", Defect.Truncated);
        }
        var header = head.Next();
        if (header is { Type: TypeFlag.VolumeLabel })
        {
            head.Label = header.Name;
            header = head.Next();
        }
        if (header is { Type: TypeFlag.MultiVolume })
        {
            head.TakeContinuation(header);
        }
        else if (header is { Type: TypeFlag.GlobalHeader })
        {
            head.TakeGlobal(header);
        }
        else
        {
            head.PutBackBlock();
        }
        return head;
    }

    /// <summary>Reads a block, and what header it is; null for something else, or nothing.</summary>
    private UstarHeader? Next()
    {
        _hasBlock = _input.TryReadBlock(_block);
        return _hasBlock && UstarHeader.TryParse(_block, out var header, out _) ? header : null;
    }

    private void PutBackBlock()
    {
        if (_hasBlock)
        {
            _input.PutBack(_block);
        }
    }

    private void TakeContinuation(UstarHeader header)
    {
        if (!ContinuationBlock.TryRead(header, _block, out var continuation))
        {
            throw _input.Corrupt("the header of type M says an impossible offset or size", Defect.BadField);
        }
        Continuation = continuation;
    }

    private void TakeGlobal(UstarHeader header)
    {
        var content = ReadContent(header);
        var defect = VolumeRecords.Read(content.AsSpan(0, (int)header.ContentLength), out var records);
        if (defect != Defect.None)
        {
            throw _input.Corrupt("the global header at the volume's start cannot be read", defect);
        }
        Label = records.Label ?? Label;
        Continuation = records.Continuation;
        if (Continuation is not null)
        {
            SkipPartHeaders();
        }
        else if (!records.SaysSomething || (records.HasOthers && _input.Number == 1))
        {
            // Of the archive's maker, not of the volume; GNU tar puts both into one header.
            LeavesLabel = records.SaysSomething;
            _input.PutBack((byte[])[.. _block, .. content]);
        }
    }

    /// <summary>
    /// Passes over the headers that make the rest of the member a regular file for readers that do not know better.
    /// </summary>
    private void SkipPartHeaders()
    {
        var length = 0L;
        while (true)
        {
            var header =
                Next() ?? throw _input.Corrupt("no header follows the continuation's", Defect.BadCheck);
            if (header.Type is not (TypeFlag.ExtendedHeader or TypeFlag.LongName or TypeFlag.LongLink))
            {
                return;
            }
            length += TarBlock.Size + ReadContent(header).Length;
            if (length > MemberWalk.MaxHeaders)
            {
                throw _input.Corrupt("the continuation's headers are too large", Defect.OverLimit);
            }
        }
    }

    private byte[] ReadContent(UstarHeader header)
    {
        if (header.ContentLength > Limits.MaxExtendedHeaders)
        {
            throw _input.Corrupt("a header at the volume's start is too large", Defect.OverLimit);
        }
        var content = new byte[TarBlock.PaddedLength(header.ContentLength)];
        for (var at = 0; at < content.Length; at += TarBlock.Size)
        {
            if (!_input.TryReadBlock(content.AsSpan(at)))
            {
                throw _input.Corrupt("the volume ends within its first headers", Defect.Truncated);
            }
        }
        return content;
    }
}
