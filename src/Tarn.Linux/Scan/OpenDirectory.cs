using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;

namespace Tarn.Linux.Scan;

/// <summary>A directory on the way down, and how far its names have been visited. Takes its share of the handle.</summary>
internal sealed class OpenDirectory(UnixPath path, SharedDirectory directory, NameList names)
{
    private int _position = -1;

    internal UnixPath Path => path;

    internal SharedDirectory Directory => directory;

    internal SafeFileHandle Handle => directory.Handle;

    /// <summary>The name the visit is at.</summary>
    internal ReadOnlySpan<byte> Name => names[_position];

    /// <summary>Goes to the next name, unless there is none.</summary>
    internal bool MoveNext() => ++_position < names.Count;

    internal void Close() => directory.Release();
}
