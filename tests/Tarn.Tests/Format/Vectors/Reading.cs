using Tarn.Format.Bytes;

namespace Tarn.Tests.Format.Vectors;

/// <summary>What reading a structure gave.</summary>
/// <param name="Defect">What is wrong with it.</param>
/// <param name="Fields">What it says; nothing if there is a defect.</param>
/// <param name="Rewritten">The same written again.</param>
internal sealed record Reading(Defect Defect, IReadOnlyList<string> Fields, byte[] Rewritten)
{
    public static Reading Refused(Defect defect) => new(defect, [], []);

    /// <summary><c>ok</c>, or the defect as in <c>bad-check</c>.</summary>
    public string Outcome
    {
        get
        {
            var name = new System.Text.StringBuilder();
            foreach (var letter in Defect == Defect.None ? "ok" : Defect.ToString())
            {
                name.Append(char.IsUpper(letter) && name.Length > 0 ? "-" : "")
                    .Append(char.ToLowerInvariant(letter));
            }
            return name.ToString();
        }
    }
}
