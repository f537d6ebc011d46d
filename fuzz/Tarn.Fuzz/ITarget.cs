namespace Tarn.Fuzz;

/// <summary>A parser of bytes from outside, together with what must hold whatever bytes it gets.</summary>
internal interface ITarget
{
    /// <summary>Its name, and that of its folder in the corpus.</summary>
    string Name { get; }

    /// <summary>What it parses, for people.</summary>
    string Parses { get; }

    /// <summary>
    /// Bytes that one check may allocate besides <see cref="Examination.AllocatedPerByte"/>: what the limits of the
    /// format let a few bytes announce.
    /// </summary>
    long Allowance { get; }

    /// <summary>Good inputs, to start from; the same in every run.</summary>
    IEnumerable<byte[]> Seeds { get; }

    /// <summary>Parses <paramref name="input"/>. Any exception is a finding.</summary>
    void Check(byte[] input);
}
