namespace Tarn.Format.Tar.MultiVolume;

/// <summary>The way a volume says that it goes on with a member of the one before (spec/gnu-multi-volume.md).</summary>
public enum MultiVolumeFormat
{
    /// <summary>
    /// GNU tar's pax format: records <c>GNU.volume.*</c> in a global header, then a regular file named
    /// <c>GNUFileParts/NAME.N</c>. Any name may go on; readers that do not know the records get the parts as files.
    /// </summary>
    Pax,

    /// <summary>GNU tar's own format: a header of type <c>M</c>. Names of at most 100 bytes may go on.</summary>
    Gnu,
}
