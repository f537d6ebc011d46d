using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Cli.Render;

/// <summary>Entries as <c>tar -tv</c> shows them, times in UTC.</summary>
/// <param name="output">Where they go.</param>
/// <param name="isHuman">Whether sizes are rounded, with a letter for the unit.</param>
internal sealed class LongFormat(Output output, bool isHuman)
{
    /// <summary>For owner, group and size together; grows with what comes, as GNU tar's does.</summary>
    private int _width = 19;

    /// <summary>Writes one entry, without the end of the line.</summary>
    public void Write(Entry entry)
    {
        var metadata = entry.Metadata;
        var owner =
            $"{Name(metadata.UserName, metadata.UserId)}/{Name(metadata.GroupName, metadata.GroupId)}";
        var size = SizeOf(entry);
        _width = Math.Max(_width, owner.Length + 1 + size.Length);
        var time = metadata
            .Mtime.ToDateTimeOffset()
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        output.Write(
            $"{Letter(entry)}{Permissions(metadata.Mode)} {owner}{size.PadLeft(_width - owner.Length)} {time} "
        );
        output.WriteName(entry.Path.Span);
        switch (entry)
        {
            case Entry.Symlink link:
                output.Write(" -> ");
                output.WriteName(link.Target.Span);
                break;
            case Entry.HardLink link:
                output.Write(" link to ");
                output.WriteName(link.Target.Span);
                break;
        }
    }

    private static string Name(ByteString name, uint number) =>
        name.IsEmpty ? number.ToString(CultureInfo.InvariantCulture) : Printable.Of(name.Span);

    private string SizeOf(Entry entry) =>
        entry switch
        {
            Entry.File file when isHuman => Human.ShortSize(file.Size),
            Entry.File file => file.Size.ToString(CultureInfo.InvariantCulture),
            Entry.Device device => string.Create(
                CultureInfo.InvariantCulture,
                $"{device.Major},{device.Minor}"
            ),
            _ => "0",
        };

    private static char Letter(Entry entry) =>
        entry switch
        {
            Entry.File => '-',
            Entry.Directory => 'd',
            Entry.Symlink => 'l',
            Entry.HardLink => 'h',
            Entry.Device device => device.IsBlock ? 'b' : 'c',
            Entry.Fifo => 'p',
            _ => throw new UnreachableException(),
        };

    /// <summary><c>rwxr-xr-x</c>; set-id and sticky bits take the place of an <c>x</c>, in capitals where there is none.</summary>
    private static string Permissions(int mode)
    {
        var shown = new StringBuilder("rwxrwxrwx");
        for (var bit = 0; bit < 9; bit++)
        {
            if ((mode & (0x100 >> bit)) == 0)
            {
                shown[bit] = '-';
            }
        }
        foreach (
            var (bit, at, letter) in ((int, int, char)[])[(0x800, 2, 's'), (0x400, 5, 's'), (0x200, 8, 't')]
        )
        {
            if ((mode & bit) != 0)
            {
                shown[at] = shown[at] == 'x' ? letter : char.ToUpperInvariant(letter);
            }
        }
        return shown.ToString();
    }
}
