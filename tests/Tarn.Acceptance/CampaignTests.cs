using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>The damage campaign (tests/Tarn.Campaign): law 4 for every kind of damage.</summary>
public sealed class CampaignTests
{
    private const int KindsOfDamage = 23;
    private const int HeadAndTotal = 2;
    private static readonly TimeSpan Night = TimeSpan.FromHours(10);

    private static readonly string Program = TarnProgram.Path.Replace(
        "Tarn.Cli",
        "Tarn.Campaign",
        StringComparison.Ordinal
    );

    [Fact]
    public void Damage_costs_exactly_the_entries_whose_segments_it_meets_and_is_told()
    {
        string[] cases = Nightly.IsOn ? ["10000"] : ["230", "--in-turns"];
        // Its files are small and many: in memory, even at night.
        using var campaign = Tool.Start(
            "env",
            ["-u", "TARN_NIGHTLY", Program, "--cases", .. cases],
            atMost: Night
        );

        var result = campaign.Finish();

        Assert.True(result.Status == 0, $"exit status {result.Status}\n{result.Text}{result.Errors}");
        Assert.Equal(KindsOfDamage, result.Lines.Length - HeadAndTotal);
    }

    [Fact]
    public void A_case_is_the_same_whatever_others_run()
    {
        var alone = Run("--case 22");
        var among = Run("--kind control --cases 1");

        Assert.Equal(alone, among);
    }

    private static string Run(string arguments)
    {
        using var campaign = Tool.Start(Program, arguments.Split(' '));
        return campaign.Finish().AssertStatus(0).Text;
    }
}
