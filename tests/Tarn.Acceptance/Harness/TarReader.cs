namespace Tarn.Acceptance.Harness;

/// <summary>A program that reads tar from standard input, into the working directory.</summary>
internal sealed record TarReader(string Name, string List, string Extract, Keeps Keeps)
{
    private const string Trusting =
        """**({"filter": "fully_trusted"} if hasattr(tarfile, "data_filter") else {})""";

    internal static readonly TarReader Gnu = new(
        "GNU tar",
        "tar -t",
        "tar -x",
        Keeps.Everything & ~Keeps.Attributes
    );

    /// <summary>Everything that GNU tar restores only when it is asked to.</summary>
    internal static readonly TarReader GnuWithAttributes = new(
        "GNU tar",
        "tar -t",
        "tar -x --xattrs --xattrs-include='*' --acls",
        Keeps.Everything
    );

    internal static readonly TarReader Bsd = new(
        "bsdtar",
        "bsdtar -t -f -",
        "bsdtar -x -f -",
        Keeps.Everything
    );

    internal static readonly TarReader Busybox = new(
        "busybox tar",
        "busybox tar -t",
        "busybox tar -x",
        Keeps.Seconds
    );

    internal static readonly TarReader Python = new(
        "Python's tarfile",
        Run("for member in archive: print(ascii(member.name))"),
        Run($"archive.extractall({Trusting})"),
        Keeps.Microseconds | Keeps.DirectoryTimes | Keeps.LinkOwners | Keeps.Holes
    );

    internal static readonly TarReader[] All = [Gnu, Bsd, Busybox, Python];

    public override string ToString() => Name;

    /// <summary>Extracts what a script writes; both must be silent.</summary>
    internal void ExtractFrom(string script, string into) =>
        Tool.Shell($"{script} | {Extract}", into).AssertSilent(Name);

    /// <summary>GNU tar and bsdtar read an archive to its end without a word.</summary>
    internal static void AssertListedByAll(Archive archive)
    {
        foreach (var reader in (TarReader[])[Gnu, Bsd])
        {
            Tool.Shell($"{archive.AsTar} | {reader.List}").AssertSilent(reader.Name);
        }
    }

    private static string Run(string statement) =>
        $"""
            python3 -c 'import sys, tarfile
            archive = tarfile.open(fileobj=sys.stdin.buffer, mode="r|")
            {statement}'
            """;
}
