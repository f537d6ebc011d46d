using Tarn.Cli.Render.Json;
using Tarn.Format.Model;
using Tarn.Linux.Restore;

namespace Tarn.Cli.Render;

/// <summary>Writes what would become of each entry of a restore.</summary>
/// <param name="session">Takes it.</param>
internal sealed class OutlookList(Session session)
{
    private const int WordWidth = 8;

    /// <summary>Writes one entry.</summary>
    public void Write(Entry entry, Outlook outlook)
    {
        var word = JsonText.Of(outlook);
        if (session.IsJson)
        {
            JsonLines.Write(ListedEntries.Of(entry) with { Outlook = word }, session.Output);
            return;
        }
        session.Output.Write(word.PadRight(WordWidth));
        session.Output.WriteName(entry.Path.Span);
        session.Output.End();
    }
}
