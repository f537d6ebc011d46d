namespace Tarn.Sources;

/// <summary>Where the entries of a backup come from: a file tree, or whatever a program has.</summary>
public interface IEntrySource
{
    /// <summary>
    /// Everything to store, in the order of <see cref="Tarn.Format.Bytes.UnixPath"/> (a directory right before its
    /// contents), no path twice. Taken once, by one thread; the receiver disposes the contents.
    /// </summary>
    IEnumerable<SourceItem> Read();
}
