using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>Copies of an archive's volumes, to be damaged. Indexed by number, from 1.</summary>
internal sealed class VolumeCopies
{
    private readonly StoredArchive _archive;
    private readonly SortedDictionary<int, byte[]> _volumes = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<int> _gone = [];

    internal VolumeCopies(StoredArchive archive)
    {
        _archive = archive;
        foreach (var volume in archive.Volumes)
        {
            _volumes.Add(volume.Number, [.. volume.Bytes]);
        }
    }

    internal byte[] this[int number]
    {
        get => _volumes[number];
        set => _volumes[number] = value;
    }

    internal VolumeCopies Remove(int number)
    {
        _volumes.Remove(number);
        _gone.Add(number);
        return this;
    }

    /// <summary>Says what was done.</summary>
    internal VolumeCopies Note(string what)
    {
        _notes.Add(what);
        return this;
    }

    internal DamagedArchive Damaged() =>
        new(
            _archive,
            [
                .. _volumes.Select(volume => new DamagedFile(
                    _archive.Volumes[volume.Key - 1].Name,
                    volume.Value
                )),
            ],
            string.Join(", ", _notes)
        )
        {
            Gone = _gone,
        };
}
