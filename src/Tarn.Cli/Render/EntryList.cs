using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;

namespace Tarn.Cli.Render;

/// <summary>Writes the entries of an archive, and keeps in mind which paths that were asked for did not come.</summary>
/// <param name="output">Where they go.</param>
/// <param name="form">How they look.</param>
/// <param name="paths">What was asked for; everything if that is nothing.</param>
internal sealed class EntryList(Output output, EntryList.Form form, IReadOnlyList<UnixPath> paths)
{
    private readonly LongFormat _long = new(output, form == Form.LongHuman);
    private readonly List<UnixPath> _unseen = [.. paths];

    /// <summary>How entries look.</summary>
    public enum Form
    {
        /// <summary>The path.</summary>
        Paths,

        /// <summary>The exact path, ended by a NUL.</summary>
        PathsWithNul,

        /// <summary>As <c>tar -tv</c> shows it.</summary>
        Long,

        /// <summary>The same with sizes for people.</summary>
        LongHuman,

        /// <summary>A JSON line.</summary>
        Json,
    }

    /// <summary>Paths at and beneath which there was nothing.</summary>
    public IReadOnlyList<UnixPath> Unseen => _unseen;

    /// <summary>Writes an entry of an index.</summary>
    public void Write(IndexEntry entry)
    {
        See(entry.Entry.Path);
        if (form == Form.Json)
        {
            JsonLines.Write(ListedEntries.Of(entry), output);
        }
        else
        {
            WriteText(entry.Entry);
        }
    }

    /// <summary>Writes an entry of a tar stream, if it was asked for.</summary>
    public void Write(Entry entry)
    {
        if (!entry.Path.IsWithinAny(paths))
        {
            return;
        }
        See(entry.Path);
        if (form == Form.Json)
        {
            JsonLines.Write(ListedEntries.Of(entry), output);
        }
        else
        {
            WriteText(entry);
        }
    }

    /// <summary>An entry was there.</summary>
    public void See(UnixPath path)
    {
        if (_unseen.Count > 0)
        {
            _unseen.RemoveAll(path.IsWithin);
        }
    }

    private void WriteText(Entry entry)
    {
        switch (form)
        {
            case Form.Long or Form.LongHuman:
                _long.Write(entry);
                output.End();
                break;
            case Form.PathsWithNul:
                output.Write(entry.Path.Span);
                output.End('\0');
                break;
            default:
                output.WriteName(entry.Path.Span);
                output.End();
                break;
        }
    }
}
