using System.Buffers;
using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

public sealed class PaxRecordsTests
{
    [Fact]
    public void Reads_every_record_it_writes()
    {
        Gen.OneOf(Gens.Name(30), Gen.Int[85, 105].Select(Value), Gen.Int[985, 1005].Select(Value))
            .Array[1, 4]
            .Sample(values =>
            {
                var output = new ArrayBufferWriter<byte>();
                foreach (var value in values)
                {
                    PaxRecords.Write(output, "path"u8, value.Span);
                }
                var rest = output.WrittenSpan;
                foreach (var value in values)
                {
                    Assert.True(PaxRecords.TryRead(ref rest, out var keyword, out var read, out var defect));
                    Assert.True(keyword.SequenceEqual("path"u8) && read.SequenceEqual(value.Span));
                    Assert.Equal(Defect.None, defect);
                }
                Assert.True(rest.IsEmpty);
            });

        static ByteString Value(int length) => new(Noise.Of(1, length));
    }

    [Fact]
    public void Never_throws_and_always_gets_on()
    {
        Hostile
            .VersionOf("16 path=abc/def\n11 size=77\n"u8.ToArray())
            .Sample(bytes =>
            {
                ReadOnlySpan<byte> rest = bytes;
                for (var before = rest.Length; !rest.IsEmpty; before = rest.Length)
                {
                    if (!PaxRecords.TryRead(ref rest, out _, out _, out _))
                    {
                        break;
                    }
                    Assert.True(rest.Length < before);
                }
            });
    }
}
