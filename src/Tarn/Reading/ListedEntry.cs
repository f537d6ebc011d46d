using Tarn.Format.Bytes;
using Tarn.Format.Index;

namespace Tarn.Reading;

/// <summary>An entry of an archive.</summary>
/// <param name="Entry">What is known of it.</param>
/// <param name="Lost">
/// Why nothing of it can be read: <see cref="Defect.Missing"/> if it is in a volume that is not there, otherwise what is
/// wrong with its segment; <see cref="Defect.None"/> if it can be tried.
/// </param>
internal readonly record struct ListedEntry(IndexEntry Entry, Defect Lost = Defect.None);
