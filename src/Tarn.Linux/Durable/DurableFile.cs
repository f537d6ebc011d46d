namespace Tarn.Linux.Durable;

/// <summary>A file in a <see cref="DurableDirectory"/>.</summary>
/// <param name="Name">Its name, without a slash.</param>
/// <param name="Length">Bytes of content.</param>
public readonly record struct DurableFile(string Name, long Length);
