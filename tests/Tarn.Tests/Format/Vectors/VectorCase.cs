namespace Tarn.Tests.Format.Vectors;

/// <summary>What a vector is made from.</summary>
/// <param name="File">Its folder and name below <c>vectors</c>, without extension.</param>
/// <param name="Title">What is special about it.</param>
/// <param name="Structure">One of <see cref="Structures"/>.</param>
/// <param name="Expect">What reading it must give.</param>
/// <param name="Bytes">The structure.</param>
internal sealed record VectorCase(string File, string Title, string Structure, string Expect, byte[] Bytes);
