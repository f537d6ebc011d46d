using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

public sealed class HeaderNameTests
{
    [Fact]
    public void Splits_at_the_first_slash_that_will_do_or_not_at_all()
    {
        Gen.Select(Gen.Char['a', 'b'].Array[1, 60].Array[1, 12], Gen.Bool)
            .Sample(
                (components, isDirectory) =>
                {
                    var text =
                        string.Join('/', components.Select(letters => new string(letters)))
                        + (isDirectory ? "/" : "");
                    var split = HeaderName.Split(ByteString.FromText(text));
                    var slashes = Enumerable
                        .Range(1, text.Length - 1)
                        .Where(at => text[at] == '/' && at < text.Length - 1 && text.Length - at - 1 <= 100)
                        .ToList();
                    if (text.Length <= 100)
                    {
                        Assert.Equal(
                            (text, "", false),
                            (split.Name.ToString(), split.Prefix.ToString(), split.IsCut)
                        );
                    }
                    else if (slashes.Count > 0 && slashes[0] <= 155)
                    {
                        Assert.Equal(
                            (text[(slashes[0] + 1)..], text[..slashes[0]], false),
                            (split.Name.ToString(), split.Prefix.ToString(), split.IsCut)
                        );
                    }
                    else
                    {
                        Assert.Equal(
                            (text[..100], "", true),
                            (split.Name.ToString(), split.Prefix.ToString(), split.IsCut)
                        );
                    }
                }
            );
    }
}
