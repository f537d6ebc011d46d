using Tarn.Linux;

namespace Tarn.Cli.Render;

/// <summary>Standard error, or nothing at all if we were started without it: that number may be another file by now.</summary>
internal static class StandardError
{
    private const int Descriptor = 2;

    /// <summary>For text.</summary>
    public static TextWriter Text => GivenDescriptor.IsOpen(Descriptor) ? Console.Error : TextWriter.Null;

    /// <summary>For bytes; the caller's.</summary>
    public static Stream Open() =>
        GivenDescriptor.IsOpen(Descriptor) ? Console.OpenStandardError() : Stream.Null;
}
