using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Sandbox.Demo.Report;

/// <summary>A few of the monthly messages, as members read them.</summary>
internal static class Inboxes
{
    private const int Most = 3;

    public static void Show(IScreen screen, WixLedger ledger)
    {
        screen.Say($"{ledger.Messages.Count} members found their balance in the inbox. Some of them read:");
        // Members join with one language after the other.
        foreach (var message in ledger.Messages.OrderBy(message => message.CreatedDate).DistinctBy(message => message.Text.Split([' ', ','])[0]).Take(Most))
        {
            screen.Say("");
            foreach (var line in message.Text.Split('\n'))
                screen.Say($"  {line}");
        }

        screen.Say("");
    }
}
