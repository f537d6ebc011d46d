namespace Tarn.Format.Model;

/// <summary>Whom an entry of a POSIX ACL is about (linux/posix_acl.h).</summary>
internal enum AclTag : ushort
{
    /// <summary>The owner of the file.</summary>
    Owner = 1,

    /// <summary>A user, by number.</summary>
    User = 2,

    /// <summary>The group of the file.</summary>
    Group = 4,

    /// <summary>A group, by number.</summary>
    NamedGroup = 8,

    /// <summary>The most that all but the owner and the others get.</summary>
    Mask = 16,

    /// <summary>Everybody else.</summary>
    Others = 32,
}
