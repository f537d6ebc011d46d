using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Scan;

namespace Tarn.Sources;

/// <summary>The content of a file that a scan found.</summary>
/// <param name="content">The way to it; owned.</param>
internal sealed class TreeContent(FileContent content) : IEntryContent
{
    private FileReader? _reader;

    /// <inheritdoc/>
    public OpenedFile Open(Entry.File entry)
    {
        try
        {
            _reader = content.Open();
            var metadata = entry.Metadata with { Attributes = _reader.Attributes };
            return new OpenedFile(entry with { Metadata = metadata, Map = _reader.Map }, _reader.Loss);
        }
        catch (FileSystemException failure)
        {
            throw new SourceException(failure.Message, failure);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        try
        {
            return Reader.Read(buffer);
        }
        catch (FileSystemException failure)
        {
            throw new SourceException(failure.Message, failure);
        }
    }

    /// <inheritdoc/>
    public bool HasChanged()
    {
        try
        {
            return Reader.HasChanged();
        }
        catch (FileSystemException failure)
        {
            throw new SourceException(failure.Message, failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        content.Dispose();
    }

    private FileReader Reader =>
        _reader ?? throw new InvalidOperationException("the content has not been opened");
}
