namespace Tarn.Cli.Render.Json;

/// <summary>A run of bytes of a file that is lost.</summary>
internal sealed record LostRange(long Offset, long Length);
