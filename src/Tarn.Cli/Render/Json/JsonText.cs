using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Results;

namespace Tarn.Cli.Render.Json;

/// <summary>Values as the lines have them.</summary>
internal static class JsonText
{
    /// <summary>A path or name: its text, and its bytes if the text is not all there is.</summary>
    public static (string Text, byte[]? Bytes) Of(ReadOnlySpan<byte> name) =>
        (System.Text.Encoding.UTF8.GetString(name), Utf8.IsValid(name) ? null : name.ToArray());

    /// <summary>The same; nothing for the empty path, which is no entry's.</summary>
    public static (string? Text, byte[]? Bytes) OfOptional(UnixPath path) =>
        path.IsEmpty ? (null, null) : Of(path.Span);

    /// <summary>The name of a value, <c>in_snake_case</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>A time, UTC, to the nanosecond: <c>2026-11-23T15:30:12.123456789Z</c>; cut to the years 1 to 9999.</summary>
    public static string Of(UnixTime time)
    {
        var seconds = time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{time.Nanoseconds:D9}Z");
    }

    /// <summary>Reasons by name, the one that decides first.</summary>
    public static IReadOnlyList<string> Of(IReadOnlySet<ExitCode.Reason> reasons) =>
        [.. ExitCode.Sorted(reasons).Select(Of)];

    /// <summary>How many problems of each kind there were; kinds without one are left out.</summary>
    public static IReadOnlyDictionary<string, long> Of(ProblemCounts counts) =>
        Enum.GetValues<ProblemKind>()
            .Where(kind => counts[kind] > 0)
            .ToDictionary(Of, kind => counts[kind], StringComparer.Ordinal);
}
