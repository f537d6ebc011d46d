namespace Tarn.Format.Tar.MultiVolume;

/// <summary>One volume being written: in whole records, and never beyond its length.</summary>
/// <param name="volume">Where its bytes go; disposed of at the end.</param>
/// <param name="length">Its largest length, bytes.</param>
/// <param name="recordSize">Bytes that are written at once.</param>
internal sealed class VolumeOutput(Stream volume, long length, int recordSize) : IDisposable
{
    private readonly byte[] _record = new byte[recordSize];
    private int _fill;
    private long _written;

    /// <summary>Bytes that still fit.</summary>
    public long Room => length - _written - _fill;

    /// <summary>Appends bytes, at most <see cref="Room"/>.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, _record.Length - _fill);
            bytes[..count].CopyTo(_record.AsSpan(_fill));
            _fill += count;
            bytes = bytes[count..];
            if (_fill == _record.Length)
            {
                WriteRecord();
            }
        }
    }

    /// <summary>Fills the last record with zeros, as far as they fit.</summary>
    public void FillRecord()
    {
        if (_fill > 0)
        {
            Write(new byte[Math.Min(_record.Length - _fill, Room)]);
        }
    }

    /// <summary>Writes what is left, which may be less than a record.</summary>
    public void Finish()
    {
        if (_fill > 0)
        {
            WriteRecord();
        }
        volume.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => volume.Dispose();

    private void WriteRecord()
    {
        volume.Write(_record.AsSpan(0, _fill));
        _written += _fill;
        _fill = 0;
    }
}
