// net-tar x ARCHIVE          restores an archive into the working directory with System.Formats.Tar
// net-tar c FORMAT ARCHIVE   makes one of the working directory: V7, Ustar, Pax or Gnu
using System.Formats.Tar;

if (args[0] == "x")
{
    TarFile.ExtractToDirectory(args[1], ".", overwriteFiles: false);
}
else
{
    using var writer = new TarWriter(File.Create(args[2]), Enum.Parse<TarEntryFormat>(args[1]));
    foreach (var path in Directory.GetFileSystemEntries(".", "*", SearchOption.AllDirectories).Order())
    {
        writer.WriteEntry(path, path[2..]);
    }
}
