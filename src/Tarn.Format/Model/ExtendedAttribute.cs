using Tarn.Format.Bytes;

namespace Tarn.Format.Model;

/// <summary>One extended attribute (xattr(7)).</summary>
/// <param name="Name">Its whole name, <c>user.comment</c>, say; not empty, without NUL.</param>
/// <param name="Value">Its value: any bytes.</param>
public readonly record struct ExtendedAttribute(ByteString Name, ByteString Value);
