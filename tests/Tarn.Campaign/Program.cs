using Tarn.Campaign.Damage;
using Tarn.Campaign.Peers;
using Tarn.Campaign.Running;

namespace Tarn.Campaign;

/// <summary>What <c>tests/campaign</c> calls: see README.md.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static int Main(string[] args)
    {
        try
        {
            var options = CampaignOptions.Parse(args);
            var kinds = DamageKind.All(options.ImageSize);
            if (options.Help)
            {
                Console.WriteLine(CampaignOptions.Usage);
                return 0;
            }
            if (options.List)
            {
                foreach (var kind in kinds)
                {
                    Console.WriteLine($"{kind.Name, -16} {kind.Does}");
                }
                return 0;
            }
            if (options.Kinds.FirstOrDefault(name => kinds.All(kind => kind.Name != name)) is { } unknown)
            {
                throw new FormatException($"there is no kind '{unknown}': see --list");
            }
            if (options.Peers)
            {
                PeerCampaign.Run(options, Console.Out);
                return 0;
            }
            return DamageCampaign.Run(options, Console.Out) ? 0 : Failed;
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine($"campaign: {wrong.Message}\n{CampaignOptions.Usage}");
            return WrongUsage;
        }
    }
}
