namespace Tarn.Format.Index;

/// <summary>The names that <see cref="EntryFlags"/> have in the index (spec/index.md, "Flags").</summary>
internal static class FlagNames
{
    private static ReadOnlySpan<(EntryFlags Flag, string Name)> All =>
        new[] { (EntryFlags.Shrank, "shrank"), (EntryFlags.Grew, "grew"), (EntryFlags.Changed, "changed") };

    /// <summary>The names of all flags that are set; null if none is.</summary>
    public static string[]? ToNames(EntryFlags flags)
    {
        if (flags == EntryFlags.None)
        {
            return null;
        }
        var names = new List<string>();
        foreach (var (flag, name) in All)
        {
            if (flags.HasFlag(flag))
            {
                names.Add(name);
            }
        }
        return [.. names];
    }

    /// <summary>Reads names; false if one is unknown.</summary>
    public static bool TryParse(string[]? names, out EntryFlags flags)
    {
        flags = EntryFlags.None;
        foreach (var name in names ?? [])
        {
            var before = flags;
            foreach (var (flag, known) in All)
            {
                flags |= known == name ? flag : EntryFlags.None;
            }
            if (flags == before)
            {
                return false;
            }
        }
        return true;
    }
}
