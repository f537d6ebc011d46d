namespace Tarn.Cli.Commands;

/// <summary>What <c>--help</c> shows: at most 80 columns, a screen each.</summary>
internal static class HelpTexts
{
    /// <summary>Of the program.</summary>
    public const string Tarn = """
        tarn: backups that are plain tar, survive damage, and need only their volumes

          tarn backup PATH... --to STORE          back up files and directories
          tarn list STORE                         which archives a store has
          tarn ls STORE [ARCHIVE] [PATH...]       what an archive holds
          tarn cat STORE ARCHIVE PATH             one file to standard output
          tarn restore STORE [ARCHIVE] [PATH...] --into DIR
          tarn verify STORE [ARCHIVE...]          is everything whole? if not, what is lost
          tarn rescue WHAT... --into DIR          what is left of damaged volumes, disks

        STORE    a directory, or - for standard input or output
        ARCHIVE  latest (what is meant if there is none), the first digits of an id,
                 or a time (2026-11-23T15:30, UTC): the newest made by then
        PATH     in an archive: from the root directory, /home/anna/mail

        To begin:
          tarn backup /home --to /mnt/backup
          tarn list /mnt/backup
          tarn restore /mnt/backup --into /tmp/restored

        Environment: TARN_STORE is used where no STORE is given; it cannot be left out
        before an ARCHIVE. NO_COLOR=1: no colours. TARN_DEBUG=1: more about failures.
        'tarn VERB --help' tells the rest. 'tarn --version' shows the version.
        """;

    /// <summary>Of <c>backup</c>.</summary>
    public const string Backup = """
        tarn backup PATH... --to STORE [OPTION...]

        Writes one archive of all PATHs into STORE, a directory (made if it is missing),
        or to standard output (-). Its volumes are tar files that any tar unpacks.
        A PATH that is a symbolic link is stored as one; end it with / to follow it.

          --to STORE            where to; else TARN_STORE
          --name SET            what ties the archives of one source together
                                (default: from the host's name and the PATHs)
          --exclude P, --include P, --exclude-from F, --include-from F
                                what not to store: the first pattern P that matches
                                decides; F has one on each line (docs/filters.md)
          --files-from F        more PATHs, one on each line of F
          -0, --null            the items of lists F that follow end with a NUL
          --exclude-caches, --exclude-if-present F
                                of a cache (CACHEDIR.TAG), or of a directory that
                                has a file F, nothing but that file
          -x, --one-file-system nothing of other file systems mounted there
          --dry-run             list what would be stored; write nothing
          --volume-size SIZE    no volume is larger (512M; at least 1M)
          --compression CODEC   zstd (= zstd:3; 1 to 19), gzip (= gzip:6; 0, none, to 9)
          --segment-size SIZE   what one damaged byte can cost (1M; 4K to 8M)
          --group SIZE          small files share a segment up to this (0: one each)
          --keep-whole SIZE     files up to this stay within one volume: 25% (default),
                                a size, or 'volume' for whatever fits one
          --hash HASH           of each file, kept in the index: xxh128, sha256, none
          -j, --jobs N          threads (two for each processor, at least 4)
          --json                one JSON object per line (docs/json.md), on standard
                                error if standard output takes the volumes
          -q, --quiet           no progress, no summary
        SIZE is bytes, or 64K, 512M, 1G, in powers of 1024. F may be - (standard input).

        Examples:
          tarn backup /etc /home --to /mnt/backup
          tarn backup /home --to /mnt/backup --exclude '*.o' --exclude '/home/*/tmp/'
          tarn backup /home --to - | ssh server 'cat > home.tar.zst'

        Exit status: 0 all done; 1 failed; 2 wrong usage; 3 finished, but some files
        could not be read or changed meanwhile; 130, 143 interrupted.
        """;

    /// <summary>Of <c>list</c>.</summary>
    public const string List = """
        tarn list [STORE] [OPTION...]

        Shows the archives of STORE, oldest first, set by set: when each was made (UTC),
        how much it holds, and whether all its volumes are there. With - it reads an
        archive from standard input to its end.

          --name SET    only this set
          --json        one JSON object per line (docs/json.md)

        Examples:
          tarn list /mnt/backup
          ssh server 'cat home.tar.zst' | tarn list -

        Exit status: 0 all done; 1 failed; 2 wrong usage; 4 a volume is of a newer
        format version; 10 no such store or set. Of a pipe also: 4 damaged; 5 a volume
        is missing.
        """;

    /// <summary>Of <c>ls</c>.</summary>
    public const string Ls = """
        tarn ls [STORE [ARCHIVE [PATH...]]] [OPTION...]

        Shows the path of each entry of an archive, or only those at and beneath PATHs.
        On a terminal control characters in names show as \xHH; elsewhere names are
        exactly the bytes they are.

          -l, --long              as 'tar -tv' does, times in UTC
          -h, --human-readable    with -l: sizes as 17, 5.2M; else this help
          -0, --null              a NUL instead of a newline after each path
          --volumes               which entries begin in which volume
          --name SET              only archives of this set
          --json                  one JSON object per line (docs/json.md)

        Examples:
          tarn ls /mnt/backup
          tarn ls /mnt/backup latest /home/anna -l
          tarn ls /mnt/backup 2026-11-23 --volumes
          tarn backup /etc --to - | tarn ls -

        Exit status: 0 all done; 1 failed; 2 wrong usage; 4 stored data is damaged;
        5 a volume is missing; 10 no such store, archive or path.
        """;

    /// <summary>Of <c>cat</c>.</summary>
    public const string Cat = """
        tarn cat STORE ARCHIVE PATH [--name SET]

        Writes one file to standard output, reading no more than that file. With - for
        STORE the archive comes from standard input; its name is 'latest'.

          --name SET    only archives of this set

        Examples:
          tarn cat /mnt/backup latest /etc/fstab
          tarn cat /mnt/backup 3f2a9c1b77de /home/anna/mail.mbox | less

        Exit status: 0 all done; 1 failed; 2 wrong usage; 4 the file is damaged: what
        came out is right, but not all of it; 5 a volume is missing; 10 no such store,
        archive or file.
        """;

    /// <summary>Of <c>restore</c>.</summary>
    public const string Restore = """
        tarn restore [STORE [ARCHIVE [PATH...]]] --into DIR [OPTION...]

        Brings back an archive, or what is at and beneath PATHs, as DIR/PATH. Nothing is
        ever written outside DIR. What is damaged is reported; a file of which a part is
        lost comes out as NAME.partial, with holes where nothing is known.

          --into DIR             where to; made if it is missing
          --overwrite WHEN       which files give way: none (never; if nothing is said
                                 that counts as trouble, 3), if-newer, if-changed
                                 (size or time), always
          --strip-components N   without the first N parts of each path
          --exclude P, --include P, --exclude-from F, --include-from F
                                 what not to restore: the first pattern P that matches
                                 decides; F has one on each line (docs/filters.md)
          --files-from F         more PATHs, one on each line of F, or of - (standard
          -0, --null             input); the items of lists that follow end with a NUL
          --dry-run              list what would be created, replaced, kept; write
                                 nothing (nor see that permission or room is lacking)
          --numeric-owner        owners by number, even where their names are known
          --no-same-owner        all is yours (default unless you are root): no set-id
                                 bits, and of the attributes only user.* and ACLs
          --devices              device nodes as well, which only root can make
          --accept-partial       files of which a part is lost get their own names
          --report FILE          what is lost, as JSON (docs/json.md)
          --name SET             only archives of this set
          -j, --jobs N           files at a time (two for each processor, at least 4)
          --json                 one JSON object per line (docs/json.md)
          -q, --quiet            no progress, no summary

        Examples:
          tarn restore /mnt/backup --into /tmp/restored
          tarn restore /mnt/backup latest /home/anna --into / --overwrite if-changed
          tarn restore /mnt/backup 2026-11-23 /etc --into etc --strip-components 1
          ssh server 'cat home.tar.zst' | tarn restore - --into /tmp/restored

        Exit status: 0 all done; 1 failed; 2 wrong usage; 3 some files could not be
        written, or existing ones were kept; 4 some stored data is damaged; 5 a volume
        is missing; 10 no such store, archive or path; 130, 143 interrupted.
        """;

    /// <summary>Of <c>verify</c>.</summary>
    public const string Verify = """
        tarn verify STORE [ARCHIVE...] [OPTION...]

        Looks whether archives are whole: those named, or all of the store. Never stops
        at the first finding; ends with the exact list of what is lost.

          --read-data     every segment, decoded and checked (what is done by default)
          --sample P%     the same for a share of the segments, drawn anew each time
          --hash          the SHA-256 of each volume; decodes nothing
          --quick         only the starts and ends of volumes: are all there?
          --report FILE   what is lost, as JSON (docs/json.md)
          --map FILE.svg  what is whole and what is not, share by share of the volumes,
                          as a picture; with --read-data a terminal shows it, too
          --name SET      only archives of this set
          -j, --jobs N    threads (two for each processor, at least 4)
          --json          one JSON object per line (docs/json.md)
          -q, --quiet     no progress, no summary

        Examples:
          tarn verify /mnt/backup
          tarn verify /mnt/backup latest --quick
          tarn verify /mnt/backup --sample 5% --report lost.json

        Exit status: 0 whole; 1 failed; 2 wrong usage; 4 some stored data is damaged; 5
        a volume is missing; 10 no such store or archive; 130, 143 interrupted.
        """;

    /// <summary>Of <c>rescue</c>.</summary>
    public const string Rescue = """
        tarn rescue WHAT... (--into DIR | --list | --next | --entry) [OPTION...]

        Finds archives in anything that may hold parts of their volumes, and restores
        what is left. Needs no index, no names, no order; believes only what is checked.

        WHAT is files, directories (all files beneath them), disks or their images, or -
        (standard input), in any mix: renamed, cut off, joined, damaged, copies of one
        another. Of several archives each goes to DIR/ID. A file of which a part is lost
        comes out as NAME.partial, with holes where nothing is known.

          --into DIR             where to; made if it is missing
          --list                 show which archives there are, and how whole
          --next                 show the next whole segment of one file or disk: its
                                 byte, kind, archive, sequence, length
          --entry                the next entry's content to standard output
          --from BYTE, --to BYTE only what lies from this byte on, and before that one,
                                 in one file or disk: a number from 0, or 64K
          --archive ID           only this one: the first digits of its id
          --report FILE          what is lost, as JSON (docs/json.md)
          --map FILE.svg         a picture of what was searched, which a terminal shows
                                 too; unknown there is what belongs to no segment
          --accept-partial       files of which a part is lost get their own names
          --overwrite WHEN, --strip-components N, --numeric-owner, --no-same-owner,
          --devices, -j, --jobs N, --json, -q, --quiet
                                 as for restore

        Examples:
          tarn rescue /mnt/backup --list
          tarn rescue disk.img --into /tmp/rescued
          tarn rescue /dev/sdb1 --from 64M --next
          tarn rescue /mnt/copy1 /mnt/copy2 --into /tmp/rescued --report lost.json
          ssh server 'cat /dev/sdb1' | tarn rescue - --into /tmp/rescued

        Exit status: 0 all was there; 1 failed; 2 wrong usage; 3 some files could not be
        written; 4 some stored data is damaged; 5 a volume is missing; 10 nothing was
        found; 130, 143 interrupted.
        """;
}
