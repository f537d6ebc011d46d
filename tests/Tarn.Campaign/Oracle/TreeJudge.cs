using Tarn.Acceptance.Harness;

namespace Tarn.Campaign.Oracle;

/// <summary>Holds a restored tree against the source.</summary>
internal sealed class TreeJudge(Expectation expectation, RestoredTree tree)
{
    private const string PartialSuffix = ".partial";

    internal IEnumerable<Finding> Findings() =>
        expectation.Entries.Values.SelectMany(OfEntry).Concat(Extra()).Concat(OfInner());

    private IEnumerable<Finding> OfEntry(ExpectedEntry entry)
    {
        var item = tree.Items.GetValueOrDefault(entry.Path);
        var isSame = item is not null && Comparable(item) == Comparable(entry.Stored.Source.Item);
        var name = Shown.Path(entry.Path);
        if (item is null && entry.IsWhole)
        {
            yield return new Finding(Fault.LostSet, $"{name} is lost");
        }
        else if (item is not null && !isSame && (entry.IsWhole || !entry.Stored.Source.IsDirectory))
        {
            yield return new Finding(
                Fault.Silent,
                $"{name} is not what it was:\n    was {entry.Stored.Source.Item}\n    is  {item}"
            );
        }
        else if (isSame && !entry.IsWhole && !entry.Stored.Source.IsDirectory)
        {
            yield return new Finding(Fault.LostSet, $"{name} came out although a segment of it is hit");
        }
        else if (entry.IsWhole && item!.Group != GroupOf(entry))
        {
            yield return new Finding(Fault.Silent, $"{name} has other names than it had: {item.Group}");
        }
        foreach (var finding in OfPart(entry))
        {
            yield return finding;
        }
    }

    private IEnumerable<Finding> OfPart(ExpectedEntry entry)
    {
        var name = entry.Path + PartialSuffix;
        var isThere = tree.Partials.TryGetValue(name, out var bytes);
        switch (entry.Fate)
        {
            case Fate.Partial part when isThere:
                return OfPart(entry, part, bytes!);
            case Fate.Partial { IsExact: true } part when HasBytes(entry, part):
                return [new Finding(Fault.LostSet, $"{Shown.Path(name)} is not there")];
            case Fate.Lost or Fate.LostWithFirstName when isThere && bytes.ContainsAnyExcept((byte)0):
                return [new Finding(Fault.Silent, $"{Shown.Path(name)} has bytes that are lost")];
            default:
                return [];
        }
    }

    private static IEnumerable<Finding> OfPart(ExpectedEntry entry, Fate.Partial part, byte[] bytes)
    {
        var name = Shown.Path(entry.Path + PartialSuffix);
        var expected = (byte[])entry.Stored.Source.Content.Clone();
        foreach (var gap in part.IsExact ? part.Gaps : [])
        {
            expected.AsSpan((int)gap.Begin, (int)gap.Length).Clear();
        }
        for (var at = 0; at < Math.Max(bytes.Length, expected.Length); at++)
        {
            var (had, has) = (at < expected.Length ? expected[at] : 0, at < bytes.Length ? bytes[at] : 0);
            if (had != has && (has != 0 || part.IsExact))
            {
                yield return new Finding(
                    has == 0 ? Fault.LostSet : Fault.Silent,
                    $"{name} has {has:x2} at byte {at}, and not {had:x2}"
                );
                yield break;
            }
        }
    }

    /// <summary>What has no business being there.</summary>
    private IEnumerable<Finding> Extra()
    {
        foreach (var path in tree.Items.Keys.Where(path => !expectation.Entries.ContainsKey(path)))
        {
            if (UnknownPiece.IsName(path))
            {
                var entry = UnknownPiece.Find(expectation, path);
                if (entry is null || !UnknownPiece.IsRight(expectation, entry, tree.Partials[path]))
                {
                    yield return new Finding(Fault.Silent, $"{Shown.Path(path)} is no part of a file");
                }
            }
            else if (!IsAncestor(path) && !IsPart(path))
            {
                yield return new Finding(Fault.Silent, $"{Shown.Path(path)} was not there");
            }
        }
    }

    private IEnumerable<Finding> OfInner()
    {
        foreach (var (id, inner) in tree.Inner)
        {
            var archive = expectation.Archive.Inner.FirstOrDefault(archive =>
                id.Length == 0 || archive.Id == id
            );
            foreach (var (path, item) in inner.Items.Where(item => item.Value.Type == '-'))
            {
                var source = archive?.Entries.FirstOrDefault(entry => entry.Path == path)?.Source;
                if (
                    !path.EndsWith(PartialSuffix, StringComparison.Ordinal)
                    && Comparable(item) != (source is null ? null : Comparable(source.Item))
                )
                {
                    yield return new Finding(Fault.Silent, $"{id}/{Shown.Path(path)} is not what it was");
                }
            }
        }
    }

    /// <summary>The first of the names that come out, if there are several.</summary>
    private string GroupOf(ExpectedEntry entry)
    {
        var first = entry.Stored.Source.FirstName ?? entry.Path;
        var hasMore = expectation.Entries.Values.Any(other =>
            other.IsWhole && other.Stored.Source.FirstName == first
        );
        return hasMore ? first : "";
    }

    private bool IsAncestor(string path) =>
        path.Length == 0
        || expectation.Entries.Keys.Any(name => name.StartsWith(path + "/", StringComparison.Ordinal));

    private bool IsPart(string path) =>
        path.EndsWith(PartialSuffix, StringComparison.Ordinal)
        && expectation.Entries.TryGetValue(path[..^PartialSuffix.Length], out var entry)
        && entry is { IsWhole: false, Stored.Source.Item.Type: '-' };

    private static bool HasBytes(ExpectedEntry entry, Fate.Partial part) =>
        part.Gaps.Sum(gap => gap.Length) < entry.Stored.Source.Extents.Sum(extent => extent.Length);

    /// <summary>Owners only where we may give them; group and holes are judged elsewhere.</summary>
    private static TreeItem Comparable(TreeItem item) =>
        item with
        {
            Owner = Posix.IsRoot ? item.Owner : "",
            Group = "",
            Extents = "",
        };
}
