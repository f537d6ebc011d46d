using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Reads extended attributes, as many as an archive holds, and says which it could not.</summary>
internal static class AttributeReader
{
    /// <summary>Names of one inode in one go; a longer list is asked for again with more room.</summary>
    private const int FirstList = 1024;

    /// <summary>
    /// The attributes of an open file or, if <paramref name="name"/> is not empty, of that name in an open directory.
    /// </summary>
    /// <param name="handle">The file, or the directory.</param>
    /// <param name="name">The name in the directory; its own attributes, should it be a symbolic link.</param>
    /// <param name="loss">What could not be read, and why, as "without ..."; null for nothing.</param>
    internal static ExtendedAttributes Read(SafeFileHandle handle, ReadOnlySpan<byte> name, out string? loss)
    {
        Span<byte> first = stackalloc byte[FirstList];
        var length = List(handle, name, first, out var errno);
        if (errno == Errno.ERANGE)
        {
            var larger = new byte[AttributeCalls.MaxLength];
            length = List(handle, name, larger, out errno);
            first = larger;
        }
        loss = errno is 0 or Errno.EOPNOTSUPP
            ? null
            : $"without its extended attributes: {Errno.Describe(errno)}";
        return length == 0 ? ExtendedAttributes.None : ReadValues(handle, name, first[..length], out loss);
    }

    private static ExtendedAttributes ReadValues(
        SafeFileHandle handle,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> names,
        out string? loss
    )
    {
        var found = new List<ExtendedAttribute>();
        var losses = new List<string>();
        var room = Limits.MaxAttributes;
        foreach (var range in names.TrimEnd((byte)0).Split((byte)0))
        {
            var attribute = ReadValue(handle, name, new ByteString(names[range]), out var errno);
            if (errno == Errno.ENODATA)
            {
                continue;
            }
            var length = errno == 0 ? TarEncoder.LengthOf(attribute) : 0;
            if (errno != 0 || length > room)
            {
                var why = errno == 0 ? "there is no room for more" : Errno.Describe(errno);
                losses.Add($"{attribute.Name} ({why})");
                continue;
            }
            room -= length;
            found.Add(attribute);
        }
        loss = losses.Count == 0 ? null : $"without its extended attributes {string.Join(", ", losses)}";
        return new ExtendedAttributes(found);
    }

    private static ExtendedAttribute ReadValue(
        SafeFileHandle handle,
        ReadOnlySpan<byte> name,
        ByteString attribute,
        out int errno
    )
    {
        var value = ArrayPool<byte>.Shared.Rent(AttributeCalls.MaxLength);
        var length = name.IsEmpty
            ? AttributeCalls.Get(handle, attribute.Span, value, out errno)
            : AttributeCalls.Get(handle, name, attribute.Span, value, out errno);
        var read = new ExtendedAttribute(attribute, new ByteString(value.AsSpan(0, length)));
        ArrayPool<byte>.Shared.Return(value);
        return read;
    }

    private static int List(
        SafeFileHandle handle,
        ReadOnlySpan<byte> name,
        Span<byte> names,
        out int errno
    ) =>
        name.IsEmpty
            ? AttributeCalls.List(handle, names, out errno)
            : AttributeCalls.List(handle, name, names, out errno);
}
